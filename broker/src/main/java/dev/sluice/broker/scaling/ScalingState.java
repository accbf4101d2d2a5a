package dev.sluice.broker.scaling;

import java.util.ArrayList;
import java.util.List;

/**
 * What a decision leaves for the next one. Instants are epoch milliseconds, 0 for never.
 *
 * @param index grows when the wish, its being above zero, or its reason changes
 * @param desired workers
 * @param wishes lately, the latest last; only those that no later one exceeds
 * @param grownAt when the last step up was taken
 * @param shrunkAt when the last step down was taken
 * @param largerUntil when as many workers as now were last of use
 * @param workAt when there was sound work, or some was about to be due
 * @param brakedAt when the error brake last took hold or halved; 0 while it is off
 * @param gain what the policy's guard has seen more workers bring
 */
public record ScalingState(
        long index,
        int desired,
        Reason reason,
        List<Wish> wishes,
        long grownAt,
        long shrunkAt,
        long largerUntil,
        long workAt,
        long brakedAt,
        Gain gain) {

    public static final ScalingState START = new ScalingState(0, 0, Reason.IDLE, List.of(), 0, 0, 0, 0, 0, Gain.NONE);

    /** So many workers were wished for at an instant. */
    public record Wish(long at, long workers) {}

    public ScalingState {
        wishes = List.copyOf(wishes);
    }

    /** What was decided before; what a guard has seen it sees again. */
    public static ScalingState recalled(
            long index,
            int desired,
            Reason reason,
            List<Wish> wishes,
            long grownAt,
            long shrunkAt,
            long largerUntil,
            long workAt,
            long brakedAt) {
        return new ScalingState(
                index, desired, reason, wishes, grownAt, shrunkAt, largerUntil, workAt, brakedAt, Gain.NONE);
    }

    /** The same for a caller who has so many workers, whatever was decided before. */
    public ScalingState with(int current) {
        return new ScalingState(index, current, reason, wishes, grownAt, shrunkAt, largerUntil, workAt, brakedAt, gain);
    }

    /** The wishes of the window with one more. */
    List<Wish> wishesWith(long workers, long now, long windowMillis) {
        var after = new ArrayList<Wish>();
        for (Wish wish : wishes) {
            if (wish.at() + windowMillis > now && wish.workers() > workers) after.add(wish);
        }
        after.add(new Wish(now, workers));
        return after;
    }
}
