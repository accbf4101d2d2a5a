package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueTimes;
import java.util.Arrays;

/**
 * How long the messages of a queue took, counted when they are received and deleted, in 600 bytes however many there are.
 * In no row: no reply to a client depends on it.
 */
final class Times {
    private static final int WAIT = 0;
    private static final int HOLD = Durations.BUCKETS;
    private static final int SOJOURN = 2 * Durations.BUCKETS;

    private static final long[] NOBODY_SAYS = {};

    private final long[] counts = new long[3 * Durations.BUCKETS];
    /** From the first time on that a consumer says how long it worked on a message; before it would be those of HOLD. */
    private long[] service = NOBODY_SAYS;

    private long waitMillis;
    private long holdMillis;
    private long sojournMillis;
    private long serviceMillis;

    /** Received for the first time. */
    void received(TouchedMessage message) {
        long wait = sinceSent(message, message.firstReceivedAt);
        counts[WAIT + Durations.bucketOf(wait)]++;
        waitMillis += wait;
    }

    /** The first receive shall not have been; of one before a restart nothing is counted. */
    void unreceived(TouchedMessage message) {
        long wait = sinceSent(message, message.firstReceivedAt);
        int bucket = WAIT + Durations.bucketOf(wait);
        if (counts[bucket] == 0) return;
        counts[bucket]--;
        waitMillis -= wait;
    }

    /** @param handledMillis how long it was worked on; negative when nobody said */
    void deleted(TouchedMessage message, long handledMillis, long now) {
        long hold = Math.max(0, now - message.receivedAt);
        if (handledMillis >= 0 || service.length > 0) served(hold, handledMillis);
        counts[HOLD + Durations.bucketOf(hold)]++;
        holdMillis += hold;
        long sojourn = sinceSent(message, now);
        counts[SOJOURN + Durations.bucketOf(sojourn)]++;
        sojournMillis += sojourn;
    }

    /** Nobody works on a message for longer than it is held. */
    private void served(long hold, long handledMillis) {
        if (service.length == 0) {
            service = Arrays.copyOfRange(counts, HOLD, HOLD + Durations.BUCKETS);
            serviceMillis = holdMillis;
        }
        long millis = handledMillis < 0 ? hold : Math.min(hold, handledMillis);
        service[Durations.bucketOf(millis)]++;
        serviceMillis += millis;
    }

    /** How long messages were worked on, as far as their consumers said so; else held. */
    Durations service() {
        return service.length == 0 ? hold() : new Durations(service, serviceMillis);
    }

    Durations hold() {
        return durations(HOLD, holdMillis);
    }

    QueueTimes all() {
        return new QueueTimes(durations(WAIT, waitMillis), hold(), durations(SOJOURN, sojournMillis));
    }

    private Durations durations(int start, long sumMillis) {
        return new Durations(Arrays.copyOfRange(counts, start, start + Durations.BUCKETS), sumMillis);
    }

    private static long sinceSent(TouchedMessage message, long at) {
        return Math.max(0, at - message.sentAt);
    }
}
