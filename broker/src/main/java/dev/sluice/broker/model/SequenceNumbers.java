package dev.sluice.broker.model;

import org.jspecify.annotations.Nullable;

/** Sequences of FIFO queues and topics as clients see them: 20 digits, so that they compare as texts too. */
public final class SequenceNumbers {
    /** Leads every number: clients never see one that begins with a zero. */
    private static final String LEADING = "1";

    private static final String ZEROS = "0000000000000000000";

    private SequenceNumbers() {}

    /** Null for 0, which is no sequence. */
    public static @Nullable String text(long sequence) {
        if (sequence == 0) return null;
        String digits = Long.toString(sequence);
        return LEADING + ZEROS.substring(digits.length()) + digits;
    }
}
