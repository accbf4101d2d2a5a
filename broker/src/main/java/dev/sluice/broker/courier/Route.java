package dev.sluice.broker.courier;

import dev.sluice.broker.courier.Permits.Standing;
import dev.sluice.broker.model.QueueId;

/** The way from one internal queue to its endpoint: what is under way on it, and how well that goes. Owned by the courier's thread. */
final class Route {
    private static final int FIRST_WINDOW = 4;
    private static final long SECOND_MILLIS = 1_000;

    final QueueId queue;

    /** A message may be there that no receive has asked for since. */
    boolean ready;

    /** A receive has not been answered. */
    boolean receiving;

    /** It stands in a list of {@link Permits}. */
    boolean awaitsPermit;

    /** Its throttle lets nothing through before the next second. */
    boolean awaitsSecond;

    private final int mostInProgress;
    private int window;
    private int inProgress;
    private Standing standing = Standing.UNTRIED;
    private long secondStartedAt;
    private int startedInSecond;

    Route(QueueId queue, int mostInProgress) {
        this.queue = queue;
        this.mostInProgress = mostInProgress;
        this.window = Math.min(FIRST_WINDOW, mostInProgress);
    }

    /** How many attempts may be started now. */
    int room() {
        return window - inProgress;
    }

    int inProgress() {
        return inProgress;
    }

    Standing standing() {
        return standing;
    }

    /** Whether nothing is under way on it, and nothing was since then. */
    boolean idleSince(long then) {
        boolean idle = inProgress == 0 && !receiving && !ready && !awaitsPermit && !awaitsSecond;
        return idle && secondStartedAt <= then;
    }

    void started(int attempts, long now) {
        inProgress += attempts;
        if (now >= secondStartedAt + SECOND_MILLIS) {
            secondStartedAt = now;
            startedInSecond = 0;
        }
        startedInSecond += attempts;
    }

    /** How many attempts a throttle leaves for this second. */
    int unthrottled(int mostPerSecond, long now) {
        if (mostPerSecond == 0) return Integer.MAX_VALUE;
        return now >= secondStartedAt + SECOND_MILLIS ? mostPerSecond : Math.max(0, mostPerSecond - startedInSecond);
    }

    long nextSecondAt() {
        return secondStartedAt + SECOND_MILLIS;
    }

    /** The window opens by one with each success and closes by half with each failure, down to where it started. */
    void ended(Outcome outcome) {
        inProgress--;
        boolean failed = outcome == Outcome.FAILED;
        standing = failed ? Standing.FAILING : Standing.PROVEN;
        window = failed
                ? Math.max(Math.min(FIRST_WINDOW, mostInProgress), window / 2)
                : Math.min(mostInProgress, window + 1);
    }
}
