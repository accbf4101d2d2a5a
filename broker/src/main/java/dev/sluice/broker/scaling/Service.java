package dev.sluice.broker.scaling;

import java.util.Locale;

/**
 * How long a message is held by a worker, and how anybody knows.
 *
 * @param seconds 0 when there is nothing to go by
 * @param hands messages that one worker has in hand at once
 * @param slowed whether it is held for longer of late, and {@code seconds} is what the policy's guard takes for true
 */
public record Service(double seconds, Source source, double hands, boolean slowed) {

    public enum Source {
        /** From enough messages that were completed. */
        MEASURED,
        /** The policy says so. */
        POLICY,
        /** At least: too few were completed, but some have been held so long. */
        LOWER_BOUND,
        UNKNOWN;

        private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

        @Override
        public String toString() {
            return text;
        }
    }

    /** What is measured goes before what the policy says, for that is what the operator expects, not what is. */
    public static Service of(Measured measured, Snapshot seen, ScalingPolicy policy) {
        double hands = measured.hands().each(policy);
        if (policy.workerThroughput() > 0) {
            return new Service(hands / policy.workerThroughput(), Source.POLICY, hands, false);
        }
        if (measured.isTimed()) {
            double seconds = measured.serviceSeconds(seen);
            boolean slowed = policy.congestionGuard() && measured.pace().isSlowed();
            if (slowed) seconds = Math.min(seconds, measured.pace().mostSeconds());
            return new Service(seconds, Source.MEASURED, hands, slowed);
        }
        if (policy.serviceSeconds() > 0) return new Service(policy.serviceSeconds(), Source.POLICY, hands, false);
        double least = measured.leastServiceSeconds(seen);
        return new Service(least, least > 0 ? Source.LOWER_BOUND : Source.UNKNOWN, hands, false);
    }

    /** Well enough to size by it. */
    public boolean isKnown() {
        return source == Source.MEASURED || source == Source.POLICY;
    }

    /** Messages a second of one worker; 0 when there is nothing to go by. */
    public double throughput() {
        return seconds > 0 ? hands / seconds : 0;
    }
}
