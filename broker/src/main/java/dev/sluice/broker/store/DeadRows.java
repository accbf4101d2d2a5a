package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Ranges of messages that were given to range deletes and may still lie in files: those of removed logs, and what stands
 * before a lane's swept position. Noted by the owner thread, taken by the janitor. A range too many costs the janitor a
 * needless compaction and nothing else.
 */
final class DeadRows {
    private final Map<Lane, Position> sweptTo = new ConcurrentSkipListMap<>();
    private final Map<Long, Long> removedLogs = new ConcurrentSkipListMap<>();

    /** Everything of the lane before this position is dead, but for touched messages. */
    void swept(long logId, Position to) {
        sweptTo.put(new Lane(logId, startOfLane(to)), to);
    }

    /** Every log from this one up to, not including, the other is dead. */
    void removed(long fromLogId, long toLogId) {
        removedLogs.put(fromLogId, toLogId);
    }

    List<Range> ranges() {
        var ranges = new ArrayList<Range>();
        removedLogs.forEach((from, to) -> ranges.add(
                new Range(Keys.logBytes(from), Keys.logBytes(to), true, () -> removedLogs.remove(from, to))));
        sweptTo.forEach((lane, to) -> ranges.add(new Range(
                Keys.positionBytes(lane.logId, lane.start),
                Keys.positionBytes(lane.logId, to),
                false,
                () -> sweptTo.remove(lane, to))));
        return ranges;
    }

    /**
     * @param from the first key
     * @param to after the last key
     * @param closed nothing will ever be added to it
     * @param forget takes it out, unless it has grown meanwhile
     */
    record Range(byte[] from, byte[] to, boolean closed, Runnable forget) {}

    private static Position startOfLane(Position position) {
        if (position.isDelayed()) return QueueHead.START;
        return position.isHeldBack() ? Position.heldBack(0) : Position.available(0);
    }

    private record Lane(long logId, Position start) implements Comparable<Lane> {
        @Override
        public int compareTo(Lane other) {
            int byLog = Long.compare(logId, other.logId);
            return byLog != 0 ? byLog : start.compareTo(other.start);
        }
    }
}
