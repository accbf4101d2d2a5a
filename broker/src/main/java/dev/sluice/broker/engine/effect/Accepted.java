package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.MessageId;

/**
 * A send to a FIFO queue that was accepted, remembered so that its repetition is answered alike and stores nothing.
 *
 * @param at epoch milliseconds of the first send; repetitions do not prolong it
 */
public record Accepted(long at, long sequence, MessageId id) {

    /** How long a deduplication id is remembered, as on AWS. */
    public static final long INTERVAL_MILLIS = 300_000;

    public boolean isRemembered(long now) {
        return now < at + INTERVAL_MILLIS;
    }
}
