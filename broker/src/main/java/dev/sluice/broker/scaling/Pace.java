package dev.sluice.broker.scaling;

import dev.sluice.broker.scaling.Snapshot.Counters;
import java.util.ArrayList;
import java.util.List;

/**
 * How long messages are held of late, beside the least of the last half hour. What stands behind the workers and cannot
 * keep up shows in this first: each message is held for longer, and more workers hold more messages.
 *
 * @param recent seconds, over the latest twenty completed messages or more; 0 while there were fewer
 * @param lows the least for a minute or so each, rising; the first is the least of all
 * @param mark the counters when {@code recent} was worked out
 * @param markedAt epoch milliseconds
 */
record Pace(double recent, List<Low> lows, Counters mark, long markedAt) {
    static final Pace NONE = new Pace(0, List.of(), Counters.NONE, 0);

    private static final int ENOUGH = 20;
    /** Twenty alone would scatter too much to take the least of many for true. */
    private static final long APART_MILLIS = 15_000;

    private static final long LOW_MILLIS = 60_000;
    private static final long MEMORY_MILLIS = 1_800_000;
    private static final double SLOWED = 2;

    /** So many seconds, at this instant. */
    record Low(long at, double seconds) {}

    Pace {
        lows = List.copyOf(lows);
    }

    /** The counters begin with these. */
    Pace restarted(Counters counters, long now) {
        return new Pace(recent, lows, counters, now);
    }

    Pace seen(Counters counters, long now) {
        long completions = counters.completions() - mark.completions();
        if (completions < ENOUGH || now - markedAt < APART_MILLIS) return this;
        double seconds = (counters.heldSeconds() - mark.heldSeconds()) / completions;
        return new Pace(seconds, lowsWith(seconds, now), counters, now);
    }

    private List<Low> lowsWith(double seconds, long now) {
        var after = new ArrayList<Low>();
        for (Low low : lows) {
            if (low.at + MEMORY_MILLIS > now && low.seconds < seconds) after.add(low);
        }
        boolean crowded = !after.isEmpty() && now - after.get(after.size() - 1).at < LOW_MILLIS;
        if (!crowded) after.add(new Low(now, seconds));
        return after;
    }

    /** Twice as long as it was, or more. */
    boolean isSlowed() {
        return !lows.isEmpty() && recent > mostSeconds();
    }

    /** What a message is held for at most while nothing has slowed. */
    double mostSeconds() {
        return SLOWED * lows.get(0).seconds;
    }
}
