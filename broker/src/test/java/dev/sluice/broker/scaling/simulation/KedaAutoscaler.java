package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.scaling.Snapshot;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The plain queue-length rule as it is mostly run: messages visible and in flight over five, read by KEDA every 30 s, and
 * the Kubernetes autoscaler's defaults every 15 s: a dead band of a tenth, upwards by 4 or to twice as many, downwards to
 * the most of five minutes, to none five minutes after the last message.
 */
final class KedaAutoscaler implements Autoscaler {
    private static final int PER_WORKER = 5;
    private static final int MOST = 1337;
    private static final long READ_MILLIS = 30_000;
    private static final long DECIDE_MILLIS = 15_000;
    private static final long WINDOW_MILLIS = 300_000;

    private record Wish(long at, int workers) {}

    private final Deque<Wish> wishes = new ArrayDeque<>();
    private long readAt = -READ_MILLIS;
    private long decidedAt = -DECIDE_MILLIS;
    private long messagesAt;
    private long messages;
    private int workers;

    @Override
    public int workers(Snapshot seen, int now) {
        if (seen.at() - readAt >= READ_MILLIS) {
            readAt = seen.at();
            messages = seen.work() + seen.suspects();
            if (messages > 0) messagesAt = seen.at();
            if (workers == 0 && messages > 0) workers = 1;
            if (messages == 0 && seen.at() - messagesAt >= WINDOW_MILLIS) workers = 0;
        }
        if (workers > 0 && seen.at() - decidedAt >= DECIDE_MILLIS) {
            decidedAt = seen.at();
            decide(seen.at());
        }
        return workers;
    }

    private void decide(long at) {
        int wish = (int) Math.max(1, Math.min(MOST, (messages + PER_WORKER - 1) / PER_WORKER));
        if (Math.abs(wish - workers) <= 0.1 * workers) wish = workers;
        wishes.addLast(new Wish(at, wish));
        while (wishes.getFirst().at() + WINDOW_MILLIS <= at) wishes.removeFirst();
        if (wish > workers) workers = Math.min(wish, Math.max(workers + 4, workers * 2));
        else
            workers = Math.min(
                    workers, wishes.stream().mapToInt(Wish::workers).max().orElse(0));
    }
}
