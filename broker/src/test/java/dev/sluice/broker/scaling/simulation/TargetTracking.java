package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.scaling.Snapshot;

/**
 * Target tracking as AWS describes it for queues: visible messages over what one worker gets done in the acceptable time,
 * which the operator works out by hand; every minute, upwards at once, downwards five minutes after the last change.
 */
final class TargetTracking implements Autoscaler {
    private static final long DECIDE_MILLIS = 60_000;
    private static final long COOL_DOWN_MILLIS = 300_000;
    private static final int MOST = 1337;

    private final double perWorker;
    private long decidedAt = -DECIDE_MILLIS;
    private long changedAt;
    private int workers;

    TargetTracking(double targetSeconds, double serviceSeconds) {
        perWorker = targetSeconds / serviceSeconds;
    }

    @Override
    public int workers(Snapshot seen, int now) {
        if (seen.at() - decidedAt < DECIDE_MILLIS) return workers;
        decidedAt = seen.at();
        long visible = seen.visible() + seen.suspects();
        int wish = (int) Math.min(MOST, Math.ceil(visible / perWorker));
        if (wish > workers || (wish < workers && seen.at() - changedAt >= COOL_DOWN_MILLIS)) {
            workers = wish;
            changedAt = seen.at();
        }
        return workers;
    }
}
