package dev.sluice.broker.trigger;

import java.util.Set;

/** What an invocation says of its batch. */
sealed interface Verdict {

    /** The messages are done, but for those. */
    record Done(Set<String> failedIds) implements Verdict {
        static final Done ALL = new Done(Set.of());
    }

    /** None of the messages is done. */
    record Failed(String reason) implements Verdict {}

    /**
     * None of the messages is done, because the function could not take them now.
     *
     * @param retryAfterMillis 0 when it does not say
     */
    record Overloaded(String reason, long retryAfterMillis) implements Verdict {}
}
