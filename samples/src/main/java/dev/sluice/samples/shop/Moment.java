package dev.sluice.samples.shop;

import java.util.Locale;

/**
 * The shop at one moment.
 *
 * @param seconds since the first one
 * @param backlog orders that wait to be shipped
 * @param inFlight orders that a worker has in hand
 * @param desired workers, as the hint says; -1 while nobody says it
 * @param workers processes, those that end included
 * @param p95 of the times, in seconds, that the orders taken in hand last have waited; not a number when there were none
 * @param shipped orders done, in all, as is {@code billed}
 */
record Moment(
        double seconds, long backlog, long inFlight, int desired, int workers, double p95, long shipped, long billed) {

    static final String HEADER = "seconds,backlog,in_flight,desired,workers,p95_waiting_seconds,shipped,billed";

    /** Without a waiting time where there is none. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%.1f,%d,%d,%d,%d,%s,%d,%d",
                seconds,
                backlog,
                inFlight,
                desired,
                workers,
                Double.isNaN(p95) ? "" : String.format(Locale.ROOT, "%.2f", p95),
                shipped,
                billed);
    }

    static Moment of(String line) {
        String[] fields = line.split(",", -1);
        return new Moment(
                Double.parseDouble(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Integer.parseInt(fields[3]),
                Integer.parseInt(fields[4]),
                fields[5].isEmpty() ? Double.NaN : Double.parseDouble(fields[5]),
                Long.parseLong(fields[6]),
                Long.parseLong(fields[7]));
    }
}
