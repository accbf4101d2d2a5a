package dev.sluice.broker.scaling.simulation;

import java.util.List;

/**
 * What happens to a queue.
 *
 * @param arrivals by rising time
 * @param seconds how long it goes on
 * @param outageFrom second from which every job fails; {@code outageUntil} is the first that does not
 */
public record Trace(List<Arrivals> arrivals, int seconds, int outageFrom, int outageUntil) {

    /** Longer ones are nothing to wait for. */
    public static final int MOST_SECONDS = 7 * 86_400;

    public static final int MOST_JOBS = 2_000_000;

    /** So many jobs at this second; poison ones never succeed. */
    public record Arrivals(int second, int jobs, ServiceTime service, boolean poison) {}

    public Trace {
        arrivals = List.copyOf(arrivals);
        if (seconds < 1 || seconds > MOST_SECONDS) throw new IllegalArgumentException("a trace takes up to 7 days");
        long jobs = 0;
        int last = 0;
        for (Arrivals next : arrivals) {
            if (next.second() < last) throw new IllegalArgumentException("the times of a trace do not go back");
            if (next.jobs() < 0) throw new IllegalArgumentException("no fewer than 0 jobs arrive");
            last = next.second();
            jobs += next.jobs();
        }
        if (jobs > MOST_JOBS) throw new IllegalArgumentException("a trace has at most " + MOST_JOBS + " jobs");
    }

    /** Without an outage. */
    public Trace(List<Arrivals> arrivals, int seconds) {
        this(arrivals, seconds, 0, 0);
    }

    boolean failsAt(double second) {
        return second >= outageFrom && second < outageUntil;
    }
}
