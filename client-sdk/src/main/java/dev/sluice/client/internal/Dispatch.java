package dev.sluice.client.internal;

import dev.sluice.client.Acknowledgement;
import dev.sluice.client.CloseReport;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.NonRetryableException;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.Poison;
import dev.sluice.client.Received;
import dev.sluice.client.internal.Held.Stage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a consumer has in hand, from its arrival to its end: which messages handlers get when, and what follows from how they
 * ended. Owned by the consumer's loop.
 */
final class Dispatch<T> implements Settling.Ends<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final HttpQueueClient<T> queue;
    private final ConsumerOptions options;
    private final Mode<T> mode;
    private final Workers<T> workers;
    private final Loop loop;
    private final Listeners listeners;
    private final Lanes<T> lanes;
    private final Map<String, Held<T>> held = new HashMap<>();
    private final Settling<T> settling;

    private int concurrency;
    private int atWork;
    /** Messages acknowledged whose handlers have not ended. */
    private int ackedAtWork;

    private int handedBack;
    private boolean draining;
    private boolean lingering;
    private boolean lingered;

    Dispatch(HttpQueueClient<T> queue, ConsumerOptions options, Mode<T> mode, Workers<T> workers, Loop loop) {
        this.queue = queue;
        this.options = options;
        this.mode = mode;
        this.workers = workers;
        this.loop = loop;
        this.listeners = new Listeners(options.listener());
        this.lanes = new Lanes<>(queue.isFifo());
        this.settling = new Settling<>(queue, loop, held, this);
        this.concurrency = options.concurrency();
    }

    // room

    void setConcurrency(int handlers) {
        concurrency = handlers;
    }

    /** Messages that may be handled at once. */
    int width() {
        return concurrency * mode.most();
    }

    /** Messages that may be in hand. */
    int capacity() {
        long wanted = Math.min(width(), mode.demand().left()); // the sum then has room in an int
        return Math.min(width(), (int) wanted + atWork * mode.most()) + options.prefetch();
    }

    /** Of these, those at work or about to be. What is being deleted takes no room; of a FIFO queue handled one by one, a group counts once. */
    int taken() {
        int inHand = queue.isFifo() && mode.most() == 1 ? lanes.size() : held.size() - settling.unconfirmed();
        return inHand + ackedAtWork;
    }

    int unconfirmed() {
        return settling.unconfirmed();
    }

    Map<String, Held<T>> held() {
        return held;
    }

    /** Nothing is in hand, nothing about to be handed back, and no handler at work. */
    boolean isQuiet() {
        return held.isEmpty() && settling.isQuiet() && atWork == 0;
    }

    // from arrival to handler

    void arrived(Received<T> message, long hiddenUntil) {
        Held<T> known = held.get(message.id());
        if (known != null) {
            known.renew(message, hiddenUntil);
            if (known.stage == Stage.DELETING) settling.delete(known);
            return;
        }
        var fresh = new Held<>(message, hiddenUntil);
        if (draining) {
            handBack(fresh);
        } else {
            held.put(message.id(), fresh);
            lanes.add(fresh);
        }
    }

    /** Has as many handlers begin as may. */
    void begin() {
        while (atWork < concurrency && lanes.has(1)) {
            if (!lingered && mode.lingerNanos() > 0 && !lanes.has(mode.most())) {
                lingerForMore();
                return;
            }
            if (!mode.demand().take()) return;
            lingered = false;
            begin(new Work<>(lanes.take(mode.most())));
        }
    }

    private void lingerForMore() {
        if (lingering) return;
        lingering = true;
        loop.tellAfter(mode.lingerNanos(), () -> {
            lingering = false;
            lingered = true;
        });
    }

    private void begin(Work<T> work) {
        atWork++;
        long now = System.nanoTime();
        for (Held<T> message : work.messages()) {
            if (options.acknowledgement() == Acknowledgement.MANUAL) awaitAck(message);
            message.begin(work, now);
            if (message.receiveCount() >= options.poisonReceives()) listeners.poison(message);
        }
        workers.handle(work, failure -> loop.tell(() -> ended(work, failure)));
    }

    private void awaitAck(Held<T> message) {
        message.awaitAck(new Settlement(() -> loop.tell(() -> acknowledged(message)), queue.callbacks()));
    }

    /** Its handler may be at work still. */
    private void acknowledged(Held<T> message) {
        message.acked(System.nanoTime());
        ackedAtWork++;
        settling.delete(message);
    }

    // from handler to end

    private void ended(Work<T> work, @Nullable Throwable thrown) {
        atWork--;
        for (Deque<Held<T>> order : orders(work, thrown)) settle(order, thrown);
    }

    /** Messages whose ends are to be decided, and depend on one another: those of one group of a FIFO queue. */
    private Collection<Deque<Held<T>>> orders(Work<T> work, @Nullable Throwable thrown) {
        var orders = new LinkedHashMap<String, Deque<Held<T>>>();
        for (Held<T> message : work.messages()) {
            if (message.take()) {
                orders.computeIfAbsent(lanes.group(message), group -> new ArrayDeque<>(2))
                        .add(message);
            } else {
                ackedAtWork--;
                if (thrown != null)
                    LOG.warn("{}: a handler failed after it acknowledged {}", queue.name(), message, thrown);
            }
        }
        return orders.values();
    }

    /** One after the other; the first that failed keeps back the rest. */
    private void settle(Deque<Held<T>> order, @Nullable Throwable thrown) {
        for (Held<T> message = order.poll(); message != null; message = order.poll()) {
            Throwable own = message.failure();
            Throwable failure = own == null ? thrown : own;
            String why = whyDeadLetter(message, failure);
            if (why != null) {
                deadLetter(message, why, failure, order, thrown);
                return;
            }
            if (failure != null || message.chosenRetry() != null) {
                again(message, failure, order);
                return;
            }
            settling.delete(message);
        }
    }

    private @Nullable String whyDeadLetter(Held<T> message, @Nullable Throwable failure) {
        if (failure instanceof NonRetryableException) return String.valueOf(failure.getMessage());
        Throwable poison = message.undecodable();
        if (poison != null && poison == failure && options.poison() == Poison.DEAD_LETTER) {
            return poison.getMessage() + ": " + poison.getCause();
        }
        return message.chosenDeadLetter();
    }

    private void deadLetter(
            Held<T> message,
            String why,
            @Nullable Throwable failure,
            Deque<Held<T>> order,
            @Nullable Throwable thrown) {
        settling.copy(message, why, problem -> {
            if (problem == null) {
                listeners.deadLettered(message, why);
                settling.delete(message);
                settle(order, thrown);
            } else {
                String both = why + "; not sent to the dead-letter queue: " + problem.getMessage();
                again(message, new NonRetryableException(both, failure == null ? problem : failure), order);
            }
        });
    }

    /** A stage that was cancelled does not say why. */
    private static Throwable reason(Throwable failure) {
        return failure instanceof CancellationException && failure.getMessage() == null
                ? new CancellationException(
                        "not done, or not acknowledged, before it took too long or the consumer closed")
                : failure;
    }

    private void again(Held<T> message, @Nullable Throwable failure, Deque<Held<T>> behind) {
        if (failure != null && message.isCancelled()) {
            long nanos = Math.max(0, message.hiddenUntil - System.nanoTime());
            listeners.failed(message, reason(failure), Duration.ofSeconds(TimeUnit.NANOSECONDS.toSeconds(nanos)));
            giveUp(message);
        } else {
            Duration chosen = message.chosenRetry();
            Duration delay = chosen == null ? Backoff.fullJitter(options, message.receiveCount()) : chosen;
            if (failure != null) listeners.failed(message, failure, delay);
            giveUp(message);
            settling.release(message, (int) delay.toSeconds());
        }
        for (Held<T> kept : behind) {
            giveUp(kept);
            settling.release(kept, 0);
        }
    }

    /** No later message of its group may be handled before it, so those that came along go back too. */
    private void giveUp(Held<T> message) {
        held.remove(message.id(), message);
        for (Held<T> behind : lanes.takeBehind(message)) {
            held.remove(behind.id(), behind);
            settling.release(behind, 0);
        }
        lanes.gone(message);
    }

    @Override
    public void deleted(Held<T> message) {
        held.remove(message.id());
        lanes.gone(message);
        message.ended(null);
    }

    @Override
    public void notDeleted(Held<T> message, Throwable why) {
        giveUp(message);
        message.ended(why);
        listeners.lost(message);
    }

    /** One line for all: they are many when the process stood still. */
    void lost(List<Held<T>> messages, long lateNanos) {
        LOG.warn(
                "{}: {} in hand ran out of the visibility timeout and may come again, {} first; noticed {} ms late",
                queue.name(),
                messages.size() == 1 ? "1 message" : messages.size() + " messages",
                messages.get(0),
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, lateNanos)));
        messages.forEach(Held::lose);
        messages.forEach(this::lost);
    }

    /** What has not begun is forgotten, and what is behind it in its group goes back; else it would begin first. */
    private void lost(Held<T> message) {
        if (message.stage != Stage.WAITING) {
            listeners.lost(message);
            return;
        }
        for (Held<T> behind : lanes.takeFrom(message)) {
            held.remove(behind.id(), behind);
            settling.release(behind, 0);
        }
    }

    // the end

    /** Takes no more, and hands back what has not begun. */
    void drain() {
        draining = true;
        for (Held<T> waiting : lanes.takeWaiting()) {
            held.remove(waiting.id());
            handBack(waiting);
        }
    }

    /** Whoever has them does not want them any more; what is acknowledged stays so. */
    void handBackOpen() {
        for (Held<T> message : held.values()) {
            if (!message.isRejected()) message.retryAfter(Duration.ZERO);
        }
    }

    private void handBack(Held<T> message) {
        handedBack++;
        settling.release(message, 0);
    }

    /** Interrupts those that still work. */
    CloseReport abandon() {
        for (Held<T> message : held.values()) {
            message.interrupt();
            boolean acknowledged = !message.take();
            if (acknowledged)
                message.ended(
                        new OutcomeUnknownException("the consumer closed before the deletion was confirmed", null));
        }
        return new CloseReport(handedBack, held.size());
    }
}
