package dev.sluice.broker.hint;

import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.Service;
import dev.sluice.broker.scaling.Snapshot;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/** The last day, minute by minute, of queues that were not idle. In memory: a restart begins a new one. */
public final class History {
    private static final long STEP_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = 86_400_000;
    /** Of all queues together, some 20 MiB; then the oldest go early. */
    private static final int MOST_POINTS = 200_000;

    private final Deque<Point> points = new ArrayDeque<>();
    private long rememberedAt;

    /** One queue at one minute; times in epoch milliseconds, lengths in seconds, rates per second. */
    public record Point(
            QueueId queue,
            long at,
            int desired,
            long consumers,
            Reason reason,
            long visible,
            long inFlight,
            double oldestAge,
            double arrivalRate,
            double serviceSeconds,
            long arrivals) {}

    void remember(Collection<QueueHint> queues, long now) {
        if (now - rememberedAt < STEP_MILLIS) return;
        rememberedAt = now;
        for (QueueHint queue : queues) {
            Decision decision = queue.decision();
            Snapshot seen = queue.seen();
            if (decision == null || (decision.desired() == 0 && seen.work() == 0)) continue;
            points.add(new Point(
                    queue.id(),
                    now,
                    decision.desired(),
                    queue.consumers().present(),
                    decision.reason(),
                    seen.visible(),
                    seen.inFlight(),
                    seen.oldestAgeSeconds(),
                    queue.measured().arrivalRate(),
                    Service.of(queue.measured(), seen, queue.policy()).seconds(),
                    seen.counters().arrivals()));
        }
        while (!points.isEmpty() && (points.size() > MOST_POINTS || points.getFirst().at + LONGEST_MILLIS < now)) {
            points.removeFirst();
        }
    }

    /** From this instant on, one for each step, the earliest first. */
    public List<Point> of(QueueId queue, long from, long stepMillis) {
        var found = new ArrayList<Point>();
        long next = from;
        for (Point point : points) {
            if (point.at < next || !point.queue.equals(queue)) continue;
            found.add(point);
            next = point.at + stepMillis - STEP_MILLIS / 2;
        }
        return found;
    }
}
