package dev.sluice.broker.scaling;

import java.util.Set;

/**
 * How many workers a queue should have, and why.
 *
 * @param want the wish before it is damped and clamped
 * @param stabilised the most wished for lately
 * @param limits what binds, the reason among them where it does
 * @param next what the next decision starts from
 */
public record Decision(
        int desired, Reason reason, Set<Reason> limits, Need need, long want, long stabilised, ScalingState next) {

    /** Whether there should be any workers. */
    public boolean active() {
        return desired > 0;
    }

    public long index() {
        return next.index();
    }
}
