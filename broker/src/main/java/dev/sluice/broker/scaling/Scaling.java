package dev.sluice.broker.scaling;

import dev.sluice.broker.scaling.ScalingState.Wish;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rule: from what a queue needs and what was decided before to how many workers it should have.
 *
 * <p>It is open loop. The need follows from what arrives, what waits and how long one message is held, not from how many
 * workers there are, so that it is right when there are none and does not wind up while they start.
 *
 * <pre>
 *   measured + snapshot ──▶ Need ──▶ floor ──▶ guard ──▶ damping ──▶ zero? ──▶ brake ──▶ min..max
 * </pre>
 */
public final class Scaling {
    /** Below this share of deletions among the receives that ended, the brake takes hold. */
    private static final double BRAKE_RATIO = 0.2;
    /** Of so many receives, at least. */
    private static final double BRAKE_ATTEMPTS = 20;

    private static final long BRAKE_STEP_MILLIS = 120_000;

    private static final int SLOWED_STEP_SECONDS = 60;

    /** A difference within this share of the workers is let be. */
    private static final double DEAD_BAND = 0.1;
    /** A small difference is let be no longer than so many windows. */
    private static final int PATIENT_WINDOWS = 5;

    private final ScalingState before;
    private final Need need;
    private final ScalingPolicy policy;
    private final long now;
    private final Gain gain;
    private final EnumSet<Reason> limits = EnumSet.noneOf(Reason.class);
    private Reason reason = Reason.SIZED;
    private long grownAt;
    private long shrunkAt;
    private long largerUntil;
    private long brakedAt;

    /**
     * Decides for one queue.
     *
     * @param pinned what an operator has fixed, or null
     */
    public static Decision decide(
            ScalingState before, Measured measured, Snapshot seen, ScalingPolicy policy, @Nullable Integer pinned) {
        return decide(before, Need.of(measured, seen, policy), policy, seen.at(), pinned);
    }

    /**
     * Decides for whatever has this need: one queue, or the queues of a group.
     *
     * @param now epoch milliseconds, no earlier than those of the decisions before
     */
    public static Decision decide(
            ScalingState before, Need need, ScalingPolicy policy, long now, @Nullable Integer pinned) {
        return new Scaling(before, need, policy, now).decision(pinned);
    }

    private Scaling(ScalingState before, Need need, ScalingPolicy policy, long now) {
        this.before = before;
        this.need = need;
        this.policy = policy;
        this.now = now;
        this.grownAt = before.grownAt();
        this.shrunkAt = before.shrunkAt();
        this.largerUntil = before.largerUntil();
        this.brakedAt = before.brakedAt();
        this.gain = policy.congestionGuard() ? before.gain().seen(need, policy, now) : Gain.NONE;
    }

    private Decision decision(@Nullable Integer pinned) {
        long workAt = works() ? now : before.workAt();
        long want = want(workAt);
        List<Wish> wishes = before.wishesWith(want, now, policy.scaleInWindowSeconds() * 1000L);
        long stabilised = wishes.get(0).workers();

        int damped = braked(damped(want, stabilised, workAt));
        int desired = pinned == null ? clamped(damped) : pinned;
        if (pinned != null) {
            because(Reason.OVERRIDE);
            grownAt = before.grownAt();
            shrunkAt = before.shrunkAt();
        }
        boolean changed = desired != before.desired() || reason != before.reason();
        var next = new ScalingState(
                before.index() + (changed ? 1 : 0),
                desired,
                reason,
                wishes,
                grownAt,
                shrunkAt,
                largerUntil,
                workAt,
                brakedAt,
                gain.with(desired, need, now));
        return new Decision(desired, reason, Collections.unmodifiableSet(limits), need, want, stabilised, next);
    }

    /** Suspects that get done are work after all; and those a broker first sees get the grace, as if work had just gone. */
    private boolean works() {
        if (!need.isIdle()) return true;
        return need.suspects() > 0 && (need.completions() > 0 || before.workAt() == 0);
    }

    private long want(long workAt) {
        if (need.isIdle() && need.suspects() > 0) {
            because(Reason.ONLY_SUSPECTS);
            return now - workAt < policy.suspectGraceSeconds() * 1000L ? 1 : 0;
        }
        if (!need.estimated()) reason = Reason.NO_ESTIMATE;
        long sized = need.sized();
        if (need.cap() != null) because(need.cap());
        long floor = Math.min(need.busy(), before.desired());
        if (floor > sized) because(Reason.BUSY_FLOOR);
        long want = Math.max(sized, floor);
        if (!gain.caps(now) || want <= gain.cap()) return want;
        because(Reason.CONGESTED);
        return gain.cap();
    }

    private int damped(long want, long stabilised, long workAt) {
        int current = before.desired();
        if (stabilised >= current) largerUntil = now;
        if (want > current) return out(want, current);
        if (want == 0) return towardsNone(stabilised, workAt, current);
        if (stabilised >= current) {
            if (stabilised > want) because(Reason.STABILISING);
            return current;
        }
        boolean small = current - stabilised <= deadBand(current);
        if (small && now - largerUntil < 1000L * PATIENT_WINDOWS * policy.scaleInWindowSeconds()) {
            because(Reason.STABILISING);
            return current;
        }
        return in(stabilised, current);
    }

    private int out(long want, int current) {
        boolean late = need.oldestAgeSeconds() > policy.targetLatencySeconds() / 2.0;
        if (current > 0 && want - current <= deadBand(current) && !late) {
            because(Reason.STABILISING);
            return current;
        }
        Step step = policy.scaleOutStep();
        boolean tries = need.slowed() || gain.hasCapped();
        if (step == null && tries && current > 0) return outDoubling(want, current);
        if (step != null && now - grownAt < step.seconds() * 1000L) {
            because(Reason.STEP_LIMIT);
            return current;
        }
        grownAt = now;
        if (step == null || want <= (long) current + step.from(current)) return toInt(want);
        because(Reason.STEP_LIMIT);
        return toInt((long) current + step.from(current));
    }

    /** While messages are held for longer and longer, or a cap has just ended: no faster than it shows what more bring. */
    private int outDoubling(long want, int current) {
        double pause = Math.max(SLOWED_STEP_SECONDS, policy.startupSeconds() + 2 * need.serviceSeconds());
        boolean waits = now - grownAt < 1000 * pause;
        if (waits || want > 2L * current) because(Reason.CONGESTED);
        if (waits) return current;
        grownAt = now;
        return toInt(Math.min(want, 2L * current));
    }

    private int in(long target, int current) {
        Step step = policy.scaleInStep();
        if (now - shrunkAt < step.seconds() * 1000L) {
            because(Reason.STEP_LIMIT);
            return current;
        }
        shrunkAt = now;
        long least = Math.max(0, current - step.from(current));
        if (least > target) because(Reason.STEP_LIMIT);
        return toInt(Math.max(target, least));
    }

    /** The last worker stays until the queue has been empty for a while; then all go at once. */
    private int towardsNone(long stabilised, long workAt, int current) {
        if (current == 0) {
            if (reason != Reason.ONLY_SUSPECTS) reason = Reason.IDLE;
            return 0;
        }
        boolean grace = now - workAt < policy.idleSeconds() * 1000L && reason != Reason.ONLY_SUSPECTS;
        if (!grace) {
            if (reason != Reason.ONLY_SUSPECTS) reason = Reason.IDLE;
            shrunkAt = now;
            return 0;
        }
        because(Reason.IDLE_GRACE);
        long target = Math.max(1, stabilised);
        return target >= current ? current : in(target, current);
    }

    /** More workers do not help where nothing succeeds. It lets go when something does, or when there is nothing to do. */
    private int braked(int damped) {
        double attempts = need.completions() + need.failures();
        boolean failing = need.completions() < BRAKE_RATIO * attempts;
        boolean holds = brakedAt == 0 ? failing && attempts >= BRAKE_ATTEMPTS : failing || attempts == 0;
        if (need.isIdle() || !holds) {
            brakedAt = 0;
            return damped;
        }
        because(Reason.ERROR_BRAKE);
        int least = Math.max(1, policy.min());
        int allowed = Math.max(least, before.desired());
        if (brakedAt == 0) brakedAt = now;
        else if (now - brakedAt >= BRAKE_STEP_MILLIS) {
            brakedAt = now;
            allowed = Math.max(least, before.desired() / 2);
        }
        return Math.min(damped, allowed);
    }

    private int clamped(int damped) {
        if (damped < policy.min()) because(Reason.AT_MIN);
        if (damped >= policy.max() && damped > 0) because(Reason.AT_MAX);
        return Math.max(policy.min(), Math.min(policy.max(), damped));
    }

    private static double deadBand(int current) {
        return Math.max(1, DEAD_BAND * current);
    }

    private static int toInt(long workers) {
        return (int) Math.min(ScalingPolicy.MOST_WORKERS, workers);
    }

    private void because(Reason binding) {
        reason = binding;
        limits.add(binding);
    }
}
