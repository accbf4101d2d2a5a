package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueTimes;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What workers do with the touched messages of a queue: some sums, by how often a message was received, changed with each
 * receive and delete and never by a walk. No reply to a client depends on them, so they are in no row; what concerns the
 * touched comes back with these.
 */
final class Work {
    private static final int MOST = ByReceives.MOST;
    private static final long[] NOTHING_YET = {};

    private static final int TOUCHED = 0;
    private static final int IN_FLIGHT = MOST;
    private static final int RECEIVED_MILLIS = 2 * MOST;
    private static final int RETURNED = 3 * MOST;

    /** The four rows of sums; empty until a message is touched, as in most queues none is. */
    private long[] sums = NOTHING_YET;

    private @Nullable Times times;
    private long completed;
    private long deadLettered;
    private long atOnce;

    /** Received, and not for the first time by what it brought along from another queue. */
    void received(TouchedMessage message) {
        if (message.receiveCount == 1) times().received(message);
    }

    /** To be called before the receive is taken back. */
    void unreceived(TouchedMessage message) {
        if (message.receiveCount == 1) times().unreceived(message);
    }

    void added(TouchedMessage message) {
        if (sums.length == 0) sums = new long[4 * MOST];
        sums[TOUCHED + place(message)]++;
    }

    void removed(TouchedMessage message) {
        sums[TOUCHED + place(message)]--;
    }

    void hidden(TouchedMessage message) {
        sums[IN_FLIGHT + place(message)]++;
        sums[RECEIVED_MILLIS + place(message)] += message.receivedAt;
    }

    void shown(TouchedMessage message) {
        sums[IN_FLIGHT + place(message)]--;
        sums[RECEIVED_MILLIS + place(message)] -= message.receivedAt;
    }

    /** It is visible again, and nobody has deleted it. */
    void returned(TouchedMessage message) {
        sums[RETURNED + place(message)]++;
    }

    void completed(TouchedMessage message, long handledMillis, long now) {
        completed++;
        times().deleted(message, handledMillis, now);
    }

    void movedToDeadLetters() {
        deadLettered++;
    }

    void movedInAtOnce() {
        atOnce++;
    }

    ByReceives touched() {
        return row(TOUCHED);
    }

    ByReceives inFlight() {
        return row(IN_FLIGHT);
    }

    ByReceives receivedMillis() {
        return row(RECEIVED_MILLIS);
    }

    ByReceives returned() {
        return row(RETURNED);
    }

    long completed() {
        return completed;
    }

    long deadLettered() {
        return deadLettered;
    }

    long atOnce() {
        return atOnce;
    }

    Durations holds() {
        return times == null ? Durations.NONE : times.hold();
    }

    Durations services() {
        return times == null ? Durations.NONE : times.service();
    }

    QueueTimes allTimes() {
        return times == null ? QueueTimes.NONE : times.all();
    }

    private Times times() {
        if (times == null) times = new Times();
        return times;
    }

    /** Throws unless the sums are those of these messages. */
    void checkInvariants(IndexedHeap<TouchedMessage> all, IndexedHeap<TouchedMessage> hidden) {
        var expected = new Work();
        for (int slot = 0; slot < all.size(); slot++) {
            TouchedMessage message = all.inSlot(slot);
            expected.added(message);
            if (message.place == hidden) expected.hidden(message);
        }
        require(touched().equals(expected.touched()), "the touched are not counted by their receives");
        require(inFlight().equals(expected.inFlight()), "those in flight are not counted by their receives");
        require(receivedMillis().equals(expected.receivedMillis()), "the times of receiving do not add up");
    }

    private ByReceives row(int start) {
        return sums.length == 0 ? ByReceives.NONE : new ByReceives(Arrays.copyOfRange(sums, start, start + MOST));
    }

    private static int place(TouchedMessage message) {
        return Math.min(message.receiveCount, MOST - 1);
    }
}
