package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ApiException;
import org.jspecify.annotations.Nullable;

/** What a queue may be called. */
final class QueueNames {
    static final int LONGEST = 80;

    private QueueNames() {}

    /** The name itself when a standard queue may have it. */
    static String checked(@Nullable String name) {
        String given = given(name);
        if (given.length() > LONGEST || !Characters.areName(given)) {
            throw invalid(
                    given, "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.");
        }
        return given;
    }

    /** The name itself when a FIFO queue may have it. */
    static String checkedFifo(@Nullable String name) {
        String given = given(name);
        int stem = given.length() - QueueId.FIFO_SUFFIX.length();
        if (given.length() > LONGEST
                || stem < 1
                || !given.endsWith(QueueId.FIFO_SUFFIX)
                || !Characters.areName(given.substring(0, stem))) {
            throw invalid(
                    given,
                    "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must"
                            + " end with .fifo suffix and be 1 to 80 in length.");
        }
        return given;
    }

    /** The name itself when there is one. */
    static String given(@Nullable String name) {
        if (name == null || name.isEmpty()) throw invalid("", "Must specify a queue name.");
        return name;
    }

    private static ApiException invalid(String name, String reason) {
        return Faults.invalidParameter(name, "QueueName", reason);
    }
}
