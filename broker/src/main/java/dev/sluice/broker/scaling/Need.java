package dev.sluice.broker.scaling;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many workers a queue could use now, before anything is damped or clamped. Those of the queues of one group add up.
 *
 * @param steady workers for what arrives
 * @param backlog workers to be through with what waits in the time the policy allows
 * @param raw both together, or what stands in for them while nobody knows how long a message is held
 * @param useful more than these would have nothing to do
 * @param cap what makes {@code useful} smaller than {@code raw}, or null
 * @param busy workers that have messages in hand
 * @param estimated whether it is known how long a message is held
 * @param work sound messages visible or in flight
 * @param dueSoon delayed messages that become visible while a worker starts
 * @param completions receives that ended with a deletion lately
 * @param failures receives that ended without, lately
 * @param completed messages in all
 * @param serviceSeconds how long one is held, as far as anybody knows
 * @param slowed whether the policy's guard says that this is longer than it was
 */
public record Need(
        double steady,
        double backlog,
        double raw,
        long useful,
        @Nullable Reason cap,
        long busy,
        boolean estimated,
        long work,
        long dueSoon,
        long suspects,
        double oldestAgeSeconds,
        double completions,
        double failures,
        long completed,
        double serviceSeconds,
        boolean slowed) {

    /** From what is known of a queue and what is to be seen of it. */
    public static Need of(Measured measured, Snapshot seen, ScalingPolicy policy) {
        Service service = Service.of(measured, seen, policy);
        double perSecond = service.throughput();
        double waiting = seen.visible() + seen.dueSoon();
        double hands = service.hands();
        long busy = ceil(seen.inFlight() / hands);

        double steady = perSecond > 0 ? measured.arrivalRate() / (perSecond * policy.utilisation()) : 0;
        double backlog = perSecond > 0 ? waiting / (perSecond * policy.secondsToWork()) : 0;
        double raw = steady + backlog;
        boolean estimated = service.isKnown() && !policy.byBacklog();
        if (!estimated) {
            double byCount = waiting / policy.targetBacklogPerWorker() + busy;
            raw = policy.byBacklog() ? byCount : Math.max(raw, byCount);
            steady = 0;
        }

        long useful = Math.max(ceil((waiting + seen.inFlight()) / hands), ceil(steady));
        long wish = ceil(raw);
        Reason cap = wish > useful ? Reason.USEFUL_CAP : null;
        long byGroups = ceil(seen.groups() / hands);
        if (seen.groups() >= 0 && byGroups < useful && byGroups < wish) {
            useful = byGroups;
            cap = Reason.FIFO_GROUPS;
        }
        return new Need(
                steady,
                backlog,
                raw,
                useful,
                cap,
                busy,
                estimated,
                seen.work(),
                seen.dueSoon(),
                seen.suspects(),
                seen.oldestAgeSeconds(),
                measured.recentCompletions(),
                measured.recentFailures(),
                measured.samples(),
                service.seconds(),
                service.slowed());
    }

    /** What a pool of workers needs that reads all these queues. */
    public static Need sum(List<Need> needs) {
        Need sum = new Need(0, 0, 0, 0, null, 0, true, 0, 0, 0, 0, 0, 0, 0, 0, false);
        for (Need need : needs) sum = sum.plus(need);
        return sum;
    }

    private Need plus(Need other) {
        return new Need(
                steady + other.steady,
                backlog + other.backlog,
                Math.min(raw, (double) useful) + Math.min(other.raw, (double) other.useful),
                useful + other.useful,
                cap == null ? other.cap : cap,
                busy + other.busy,
                estimated && other.estimated,
                work + other.work,
                dueSoon + other.dueSoon,
                suspects + other.suspects,
                Math.max(oldestAgeSeconds, other.oldestAgeSeconds),
                completions + other.completions,
                failures + other.failures,
                completed + other.completed,
                Math.max(serviceSeconds, other.serviceSeconds),
                slowed || other.slowed);
    }

    /** Nothing sound is there or about to be. */
    boolean isIdle() {
        return work == 0 && dueSoon == 0;
    }

    /** Workers, without looking back. */
    public long sized() {
        return Math.max(Math.min(ceil(raw), useful), work > 0 ? 1 : 0);
    }

    static long ceil(double number) {
        return (long) Math.ceil(number - 1e-9);
    }
}
