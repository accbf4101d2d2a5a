package dev.sluice.broker.engine.topic;

import java.time.Instant;
import java.util.Map;

/**
 * Which messages a ReplayPolicy wants again: published at or after the one instant and before the other.
 *
 * @param from epoch milliseconds
 * @param to epoch milliseconds; {@link Long#MAX_VALUE} when it goes on with new messages
 */
record ReplaySpan(long from, long to) {

    /** Reads what the API has checked. */
    static ReplaySpan of(String replayPolicy) {
        Map<String, String> members = FlatJson.read(replayPolicy);
        return new ReplaySpan(
                millis(members.getOrDefault("StartingPoint", ""), 0),
                millis(members.getOrDefault("EndingPoint", ""), Long.MAX_VALUE));
    }

    boolean ends() {
        return to != Long.MAX_VALUE;
    }

    private static long millis(String instant, long absent) {
        return instant.isEmpty() ? absent : Instant.parse(instant).toEpochMilli();
    }
}
