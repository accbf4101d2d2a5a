package dev.sluice.broker.trigger;

import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/**
 * How a trigger fares. Counts are since the start of the broker, times epoch milliseconds.
 *
 * @param url without credentials
 * @param inUse invocations that run or are being gathered
 * @param pausedUntil 0 when it does not pause
 * @param problem what keeps it from working as it is declared; null when nothing does
 * @param lastError null when there was none
 */
public record TriggerStatus(
        String name,
        QueueId queue,
        String url,
        State state,
        int inUse,
        int allowed,
        int most,
        Counts counts,
        long pausedUntil,
        @Nullable String problem,
        @Nullable String lastError,
        long lastErrorAt) {

    public enum State {
        DISABLED,
        /** There is nothing to do. */
        IDLE,
        ACTIVE,
        /** Half of the latest batches failed, or the function is overloaded: it is invoked less, or not at all for a while. */
        BRAKING
    }

    /**
     * @param done invocations with all messages done
     * @param partial with some of them
     * @param failed with none
     * @param overloaded with none, because the function could not take them now
     * @param messages that functions were invoked with, each as often as it was
     * @param deleted messages
     */
    public record Counts(long done, long partial, long failed, long overloaded, long messages, long deleted) {}
}
