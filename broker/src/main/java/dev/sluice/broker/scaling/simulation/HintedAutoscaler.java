package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.Scaling;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.ScalingState;
import dev.sluice.broker.scaling.Snapshot;

/** The broker's own rule, which decides every 5 s, and somebody who reads its hint every 15 s. */
public final class HintedAutoscaler implements Autoscaler {
    private static final long DECIDE_MILLIS = 5_000;
    private static final long READ_MILLIS = 15_000;

    private final ScalingPolicy policy;
    private Measured measured;
    private ScalingState state = ScalingState.START;
    private long decidedAt = -DECIDE_MILLIS;
    private long readAt = -READ_MILLIS;
    private int hint;

    /** @param measured what is known before the start */
    public HintedAutoscaler(ScalingPolicy policy, Measured measured) {
        this.policy = policy;
        this.measured = measured.restarted();
    }

    @Override
    public int workers(Snapshot seen, int workers) {
        measured = measured.seen(seen);
        if (seen.at() - decidedAt >= DECIDE_MILLIS) {
            decidedAt = seen.at();
            state = Scaling.decide(state, measured, seen, policy, null).next();
        }
        if (seen.at() - readAt >= READ_MILLIS) {
            readAt = seen.at();
            hint = state.desired();
        }
        return hint;
    }
}
