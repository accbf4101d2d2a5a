package dev.sluice.client.internal;

import dev.sluice.client.ScaleInProtection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a {@link ScaleInProtection} is told of messages in hand: as they begin, when they are over for good, and now and then. Owned by one thread. */
final class ScaleInPace {
    private static final Logger LOG = LoggerFactory.getLogger(ScaleInPace.class);

    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PACE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long FIRST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ScaleInProtection protection;
    private int told;
    private long toldAt;
    private long busyAt;
    private int failures;
    private long restsUntil;

    /** Nothing is in hand, and that is taken for known. All times are {@link System#nanoTime}'s. */
    ScaleInPace(ScaleInProtection protection, long now) {
        this.protection = protection;
        this.toldAt = now;
        this.busyAt = now;
        this.restsUntil = now;
    }

    void tick(int inHand, long now) {
        if (inHand > 0) busyAt = now;
        if (now - restsUntil < 0) return;
        boolean idle = inHand == 0 && now - busyAt >= IDLE_NANOS;
        boolean begins = told == 0 && inHand > 0;
        boolean ends = told > 0 && idle;
        boolean moves = told > 0 && inHand > 0 && inHand != told && now - toldAt >= PACE_NANOS;
        boolean expires = told > 0 && now - toldAt >= protection.renewal().toNanos();
        if (begins || ends || moves || expires) tell(inHand == 0 && !idle ? told : inHand, now);
    }

    /** Nothing comes any more. */
    void end(long now) {
        if (told > 0) tell(0, now);
    }

    private void tell(int inHand, long now) {
        try {
            protection.inHand(inHand);
            told = inHand;
            toldAt = now;
            failures = 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (failures == 0) LOG.warn("cannot tell that {} messages are in hand, goes on trying", inHand, e);
            restsUntil = now + Math.min(FIRST_REST_NANOS << Math.min(failures++, 10), LONGEST_REST_NANOS);
        }
    }
}
