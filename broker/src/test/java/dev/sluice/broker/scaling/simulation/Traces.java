package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.scaling.simulation.Trace.Arrivals;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** The traces of the evaluation. */
final class Traces {
    private Traces() {}

    /** Ten jobs, and after ten minutes a thousand. */
    static Trace burst(ServiceTime service, int seconds) {
        return new Trace(
                List.of(new Arrivals(0, 10, service, false), new Arrivals(600, 1000, service, false)), seconds);
    }

    /** At a rate that changes, as evenly as whole jobs allow. */
    static List<Arrivals> atRate(
            IntToDoubleFunction perSecond, int from, int until, ServiceTime service, boolean poison) {
        var arrivals = new ArrayList<Arrivals>();
        double due = 0;
        for (int second = from; second < until; second++) {
            due += perSecond.applyAsDouble(second);
            int jobs = (int) due;
            due -= jobs;
            if (jobs > 0) arrivals.add(new Arrivals(second, jobs, service, poison));
        }
        return arrivals;
    }

    static Trace of(List<Arrivals> arrivals, int seconds) {
        return new Trace(arrivals, seconds);
    }

    /** A day in two and a half hours: nothing to twenty a second and back. */
    static Trace day(ServiceTime service) {
        int day = 9_000;
        return of(atRate(second -> 10 * (1 - Math.cos(2 * Math.PI * second / day)), 0, day, service, false), day + 900);
    }

    static Trace slowLeak(ServiceTime service) {
        int seconds = 7_200;
        return of(atRate(second -> 4 + 4.0 * second / seconds, 0, seconds, service, false), seconds + 900);
    }

    static Trace onOff(ServiceTime service) {
        int seconds = 5_400;
        return of(atRate(second -> second % 360 < 120 ? 20 : 0, 0, seconds, service, false), seconds + 900);
    }

    /** Fifty jobs that never succeed among others that do, for an hour. */
    static Trace poison(ServiceTime service) {
        var sound = atRate(second -> 0.5, 0, 3_600, service, false);
        var all = Stream.concat(Stream.of(new Arrivals(300, 50, service, true)), sound.stream())
                .sorted(java.util.Comparator.comparingInt(Arrivals::second))
                .toList();
        return of(all, 7_200);
    }

    /** Five a second; from the tenth minute to the thirtieth nothing succeeds. */
    static Trace outage(ServiceTime service) {
        return new Trace(atRate(second -> 5, 0, 3_000, service, false), 4_500, 600, 1_800);
    }

    /** Twenty-five a second for an hour, and an hour more to be done with them. */
    static Trace tooMuch(ServiceTime service) {
        return of(atRate(second -> 25, 0, 3_600, service, false), 7_200);
    }

    static Trace rare(ServiceTime service) {
        return of(atRate(second -> second % 600 == 0 ? 1 : 0, 0, 7_200, service, false), 7_200);
    }
}
