package dev.sluice.broker.scaling;

/**
 * What more workers have brought. As many workers for a while, with a backlog all along, get so much done; when half as
 * many again get hardly more done, there is no point in them, and for some time there is a cap. Instants are epoch
 * milliseconds.
 *
 * @param workers of the stretch that is being watched
 * @param since when it began
 * @param from when these workers had started, and counting began
 * @param completedBefore completed messages then
 * @param baseWorkers the fewest that got done what they did, to compare with; 0 for none yet
 * @param baseRate messages a second that these got done
 * @param cap workers
 * @param capUntil 0 while there is no cap
 */
record Gain(
        int workers,
        long since,
        long from,
        long completedBefore,
        int baseWorkers,
        double baseRate,
        int cap,
        long capUntil) {

    static final Gain NONE = new Gain(0, 0, 0, 0, 0, 0, 0, 0);

    private static final long SHORTEST_MILLIS = 60_000;
    /** Counted for so long at least, whatever of the stretch the start of workers takes. */
    private static final long COUNTED_MILLIS = 30_000;

    private static final double MORE_WORKERS = 1.5;
    private static final double MORE_DONE = 1.18;
    private static final double ROOM = 1.25;
    private static final long CAP_MILLIS = 1_200_000;

    boolean caps(long now) {
        return now < capUntil;
    }

    /** There is, or was, a cap in this backlog. */
    boolean hasCapped() {
        return capUntil != 0;
    }

    /** After one more look. Without a backlog rates tell what came, not what could be done. */
    Gain seen(Need need, ScalingPolicy policy, long now) {
        if (need.backlog() <= 0) return (caps(now) ? this : NONE).begun(workers, need, now);
        if (now - since < policy.startupSeconds() * 1000L) return counting(need, now);
        long length = Math.max(SHORTEST_MILLIS, (long) (2_000 * need.serviceSeconds()));
        if (now - since < length || now - from < COUNTED_MILLIS) return this;
        return begun(workers, need, now).judged((need.completed() - completedBefore) * 1000.0 / (now - from), now);
    }

    /** For so many workers from now on. */
    Gain with(int present, Need need, long now) {
        return present == workers ? this : begun(present, need, now);
    }

    private Gain judged(double rate, long now) {
        if (baseWorkers == 0 || workers < baseWorkers) return basedOn(workers, rate);
        if (workers < MORE_WORKERS * baseWorkers) return this;
        if (rate >= MORE_DONE * baseRate) return basedOn(workers, rate);
        return capped((int) Math.ceil(ROOM * baseWorkers), now + CAP_MILLIS);
    }

    private Gain begun(int present, Need need, long now) {
        return new Gain(present, now, now, need.completed(), baseWorkers, baseRate, cap, capUntil);
    }

    private Gain counting(Need need, long now) {
        return new Gain(workers, since, now, need.completed(), baseWorkers, baseRate, cap, capUntil);
    }

    private Gain basedOn(int base, double rate) {
        return new Gain(workers, since, from, completedBefore, base, rate, cap, capUntil);
    }

    private Gain capped(int most, long until) {
        return new Gain(workers, since, from, completedBefore, baseWorkers, baseRate, most, until);
    }
}
