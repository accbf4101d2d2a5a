package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutTouched;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Message;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Hands out the messages of a standard queue. A touched message in hand must be placed before the command ends. */
final class StandardReceives {
    /** While others wait, one receive in so many is of a noisy group, which would else starve behind steady traffic. */
    private static final int HELD_BACK_SHARE = 10;

    private final QueueMachine queue;
    private final Departures departures;
    private final WaitingMessages waiting;
    private final TouchedMessages touched;
    private final Totals totals;
    private final int inFlightLimit;

    private int nonce;

    /** @param nonce of the handle given out last */
    StandardReceives(QueueMachine queue, Departures departures, int inFlightLimit, int nonce) {
        this.queue = queue;
        this.departures = departures;
        this.waiting = departures.waiting;
        this.touched = departures.touched;
        this.totals = departures.totals;
        this.inFlightLimit = inFlightLimit;
        this.nonce = nonce;
    }

    /** Of the handle given out last. */
    int nonce() {
        return nonce;
    }

    /**
     * Messages that are back come first, in the order they came back, then fresh ones, the older first, and at last those
     * of noisy groups, which have every tenth place and what nobody else wants. Tired messages
     * take at most half of a batch while there are fresh ones, so that a few that always fail do not keep everybody
     * waiting; of a batch of one they take every other.
     */
    Reply receive(int max, long visibilityMillis, boolean waits, long now, Effects effects) {
        int room = inFlightLimit - touched.hidden();
        if (room <= 0) return waits ? Received.NOTHING : new Rejected(Rejection.TOO_MANY_IN_FLIGHT);
        int count = Math.min(max, room);
        int tiredAllowed = (max + (int) (totals.received() & 1)) / 2;

        var inHand = new ArrayList<TouchedMessage>(count);
        var deliveries = new ArrayList<Delivery>(count);
        Redrive redrive = queue.redrive();
        while (deliveries.size() < count) {
            TouchedMessage next = touched.takeReady(tiredAllowed > 0);
            StoredMessage fresh = next == null ? takeFresh(deliveries.size(), now) : null;
            if (next == null && fresh == null) next = touched.takeReady(true);
            Message message;
            if (next != null) {
                message = waiting.laneOf(next).find(next.position()).message();
                if (moved(next, message, redrive, now, effects)) {
                    if (!redrive.exhausted()) continue;
                    queue.markMoreAvailable();
                    break;
                }
                if (next.isTired()) tiredAllowed--;
            } else if (fresh != null) {
                next = new TouchedMessage(fresh);
                touched.add(next);
                message = fresh.message();
            } else {
                break;
            }
            inHand.add(next);
            deliveries.add(deliver(next, message, visibilityMillis, now, effects));
        }
        for (TouchedMessage message : inHand) touched.place(message, now);
        if (deliveries.isEmpty() && !redrive.hasMoved()) return Received.NOTHING;
        totals.countReceived(deliveries.size());
        departures.correctBytes();
        queue.markHeadChanged();
        return new Received(deliveries);
    }

    /** Whether the message in hand, received too often, is gone to the dead-letter queue. */
    private boolean moved(TouchedMessage next, Message message, Redrive redrive, long now, Effects effects) {
        if (!redrive.moves(message, next.sentAt, next.receiveCount, next.firstReceivedAt, now, effects)) return false;
        departures.remove(next, effects);
        totals.countMoved(next.bytes);
        touched.work().movedToDeadLetters();
        return true;
    }

    private Delivery deliver(
            TouchedMessage touching, Message message, long visibilityMillis, long now, Effects effects) {
        nonce = nonce == -1 ? 1 : nonce + 1; // 0 means none
        touched.receive(touching, nonce, visibilityMillis, now);
        effects.add(new PutTouched(queue.logId(), touching.position(), touching.row()));
        return touching.delivery(queue.logId(), message);
    }

    /** Only touched messages are given out again while there are so many of them. */
    boolean takesFresh() {
        return touched.size() < 2L * inFlightLimit;
    }

    /** @param delivered what the receive has so far */
    private @Nullable StoredMessage takeFresh(int delivered, long now) {
        if (!takesFresh()) return null;
        departures.expireDue(now);
        boolean turnOfHeldBack = (totals.received() + delivered) % HELD_BACK_SHARE == HELD_BACK_SHARE - 1;
        Lane lane = waiting.next(turnOfHeldBack);
        return lane == null ? null : lane.take();
    }

    /** As {@link QueueMachine#offerFirst}. */
    boolean offerFirst(Predicate<Message> taker, long now, Effects effects) {
        TouchedMessage next = touched.takeReady(true);
        if (next == null) return offerFresh(taker, now);
        if (taker.test(waiting.laneOf(next).find(next.position()).message())) {
            departures.remove(next, effects);
            departures.countMoved(next.bytes);
        } else {
            touched.place(next, now);
        }
        return true;
    }

    private boolean offerFresh(Predicate<Message> taker, long now) {
        departures.expireDue(now);
        Lane lane = waiting.next(false);
        if (lane == null) return false;
        StoredMessage head = lane.head();
        if (taker.test(head.message())) {
            StoredMessage taken = lane.take();
            require(taken.position().equals(head.position()), "%s was offered, %s is taken", head, taken);
            departures.countMoved(head.message().weight());
        }
        return true;
    }
}
