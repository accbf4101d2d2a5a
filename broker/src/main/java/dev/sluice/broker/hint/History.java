package dev.sluice.broker.hint;

import dev.sluice.broker.scaling.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The last day, minute by minute, of queues and groups that were not idle. In memory: a restart begins a new one. */
public final class History {
    private static final long STEP_MILLIS = 60_000;
    private static final long LONGEST_MILLIS = 86_400_000;
    /** Of all queues together, some 20 MiB; then the oldest go early. */
    private static final int MOST_POINTS = 200_000;

    private final Deque<Point> points = new ArrayDeque<>();
    private long rememberedAt;

    /**
     * One hint at one minute; times in epoch milliseconds, lengths in seconds, rates per second.
     *
     * @param hint the id of the queue, or the name of the group
     * @param arrivals to the queue since the start; 0 for groups
     */
    public record Point(
            Object hint,
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

    void remember(Stream<? extends Hint> hints, long now) {
        if (now - rememberedAt < STEP_MILLIS) return;
        rememberedAt = now;
        hints.map(hint -> hint.point(now)).filter(Objects::nonNull).forEach(points::add);
        while (!points.isEmpty() && (points.size() > MOST_POINTS || points.getFirst().at + LONGEST_MILLIS < now)) {
            points.removeFirst();
        }
    }

    /** From this instant on, one for each step, the earliest first. */
    public List<Point> of(Object hint, long from, long stepMillis) {
        var found = new ArrayList<Point>();
        long next = from;
        for (Point point : points) {
            if (point.at < next || !point.hint.equals(hint)) continue;
            found.add(point);
            next = point.at + stepMillis - STEP_MILLIS / 2;
        }
        return found;
    }
}
