package dev.sluice.client.internal;

import dev.sluice.client.CloseReport;
import dev.sluice.client.Consumer;
import dev.sluice.client.ConsumerOptions;
import dev.sluice.client.Handler;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.ReceiveOptions;
import dev.sluice.client.Received;
import dev.sluice.client.UnavailableException;
import dev.sluice.client.internal.Held.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer: polls for as many messages as there are free workers, has them handled, deletes or releases them, and beats for
 * them meanwhile. One loop owns all of its state; polls, handlers and answers tell it what happened.
 *
 * <pre>
 *   poll ─▶ arrived ─▶ (lane, if FIFO) ─▶ begin ─▶ worker ─▶ ended ─┬─▶ delete  ─▶ gone
 *                            ▲                                      └─▶ release
 *                            └── beats extend what is held ──┘
 * </pre>
 */
final class PollingConsumer<T> implements Consumer {
    private static final Logger LOG = LoggerFactory.getLogger(PollingConsumer.class);

    private static final int MOST_IN_A_POLL = 10;
    /** Messages handled whose deletion is not confirmed; beyond it nothing is received. */
    private static final int MOST_DELETING = 1_000;

    private static final long REFILL_LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long FIRST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long DELETE_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** A poll of a busy queue is about to be answered: hanging up would leave its messages hidden. One of an idle queue is not. */
    private static final long LAST_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(25);
    private static final int USUAL_VISIBILITY_SECONDS = 30;

    private final String id = UUID.randomUUID().toString();
    private final HttpQueueClient<T> queue;
    private final ConsumerOptions options;
    private final Workers<T> workers;
    private final Listeners listeners;
    private final Loop loop;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();

    private final Map<String, Held<T>> held = new HashMap<>();
    private final @Nullable Lanes<T> lanes;
    private final List<CompletableFuture<?>> polls = new ArrayList<>();
    private @Nullable Heartbeat<T> heartbeat; // once the visibility timeout is known
    private int asked;
    private int deleting;
    private boolean hungry;
    private boolean lingering;
    private boolean lingered;
    private int pollFailures;
    private boolean resting;
    private boolean paused;
    private boolean closing;
    private int handedBack;
    private int afterBeats;

    PollingConsumer(HttpQueueClient<T> queue, ConsumerOptions options, Handler<T> handler) {
        this.queue = queue;
        this.options = options;
        this.lanes = queue.isFifo() ? new Lanes<>() : null;
        this.listeners = new Listeners(options.listener());
        this.workers = new Workers<>(queue, options, handler);
        this.loop = new Loop("sluice-consumer-" + queue.name(), this::afterTurn);
    }

    PollingConsumer<T> start() {
        loop.tell(this::learnVisibility);
        return this;
    }

    private void learnVisibility() {
        Duration chosen = options.visibilityTimeout();
        if (chosen != null) {
            beatEvery((int) chosen.toSeconds());
            return;
        }
        var asking = queue.attributesAsync();
        polls.add(asking);
        Futures.whenDone(
                asking,
                (attributes, failure) -> loop.tell(() -> {
                    polls.removeIf(open -> open == asking);
                    if (closing) return;
                    if (attributes == null) {
                        rest(failure, this::learnVisibility);
                    } else {
                        pollFailures = 0;
                        int seconds = Integer.parseInt(attributes.getOrDefault("VisibilityTimeout", "0"));
                        beatEvery(seconds == 0 ? USUAL_VISIBILITY_SECONDS : seconds);
                    }
                }));
    }

    private void beatEvery(int visibilitySeconds) {
        var beats = new Heartbeat.Beats() {
            @Override
            public CompletableFuture<?> hide(String receipt, int seconds) {
                return queue.receipts().hide(receipt, seconds);
            }

            @Override
            public void answered(boolean well) {
                queue.metrics().beat(queue.name(), well);
            }
        };
        heartbeat = new Heartbeat<>(
                beats, loop::tell, held.values(), visibilitySeconds, options.maxProcessingTime(), this::lost);
        tickAfter(heartbeat);
    }

    private void tickAfter(Heartbeat<T> beats) {
        long due = System.nanoTime() + beats.tickNanos();
        loop.tellAfter(beats.tickNanos(), () -> {
            beats.tick(System.nanoTime(), due);
            tickAfter(beats);
        });
    }

    // polls

    private void afterTurn() {
        if (closing) {
            if (polls.isEmpty() && held.isEmpty() && afterBeats == 0) end();
        } else if (heartbeat != null && !paused && !resting) {
            poll(heartbeat);
        }
    }

    private void poll(Heartbeat<T> beats) {
        while (deleting < MOST_DELETING) {
            int free = options.concurrency() - busy() - asked;
            boolean first = polls.isEmpty();
            if (free <= 0) return;
            if (!first && !(hungry && free >= MOST_IN_A_POLL)) return;
            boolean few = free < Math.min(MOST_IN_A_POLL, (options.concurrency() + 1) / 2);
            if (few && busy() > 0 && !lingered) {
                lingerForMore();
                return;
            }
            lingered = false;
            ask(Math.min(free, MOST_IN_A_POLL), beats);
        }
    }

    /** Messages at work or about to be; those being deleted need no worker. */
    private int busy() {
        return lanes == null ? held.size() - deleting : lanes.size();
    }

    /** Workers become free one after the other; asking for one message each time would be ten times the requests. */
    private void lingerForMore() {
        if (lingering) return;
        lingering = true;
        loop.tellAfter(REFILL_LINGER_NANOS, () -> {
            lingering = false;
            lingered = true;
        });
    }

    private void ask(int max, Heartbeat<T> beats) {
        asked += max;
        var poll = queue.receiveAsync(
                new ReceiveOptions(max, options.waitTime(), Duration.ofSeconds(beats.visibilitySeconds())),
                description());
        polls.add(poll);
        Futures.whenDone(poll, (messages, failure) -> {
            long hiddenUntil = System.nanoTime() + TimeUnit.SECONDS.toNanos(beats.visibilitySeconds());
            loop.tell(() -> {
                polls.removeIf(open -> open == poll);
                asked -= max;
                if (messages != null) arrived(messages, max, hiddenUntil);
                else if (!closing) rest(failure, () -> {});
            });
        });
    }

    /** The broker counts workers, and how many messages each takes at once, for its scaling hints. */
    private String description() {
        return id + ";concurrency=" + options.concurrency() + ";busy=" + busy() + (closing ? ";state=draining" : "");
    }

    private void rest(@Nullable Throwable why, Runnable then) {
        hungry = false;
        resting = true;
        int doublings = Math.min(pollFailures++, 10);
        if (doublings == 0) LOG.warn("{}: cannot receive, goes on trying: {}", queue.name(), String.valueOf(why));
        loop.tellAfter(Math.min(FIRST_REST_NANOS << doublings, LONGEST_REST_NANOS), () -> {
            resting = false;
            if (!closing) then.run();
        });
    }

    private void arrived(List<Received<T>> messages, int wanted, long hiddenUntil) {
        if (pollFailures > 0) LOG.info("{}: receives again", queue.name());
        pollFailures = 0;
        hungry = messages.size() == wanted;
        for (Received<T> message : messages) arrived(message, hiddenUntil);
    }

    private void arrived(Received<T> message, long hiddenUntil) {
        Held<T> known = held.get(message.id());
        if (known != null) {
            known.renew(message, hiddenUntil);
            if (known.stage == Stage.DELETING) delete(known);
            return;
        }
        var fresh = new Held<>(message, hiddenUntil);
        if (closing) {
            handBack(fresh);
            return;
        }
        held.put(message.id(), fresh);
        if (lanes == null || lanes.add(fresh)) begin(fresh);
    }

    // handling

    private void begin(Held<T> message) {
        message.stage = Stage.HANDLING;
        message.begun = System.nanoTime();
        if (message.receiveCount() >= options.poisonReceives()) listeners.poison(message);
        workers.handle(message, failure -> loop.tell(() -> ended(message, failure)));
    }

    private void ended(Held<T> message, @Nullable Throwable failure) {
        Duration chosen = message.chosenRetry();
        if (failure == null && chosen == null) {
            message.stage = Stage.DELETING;
            deleting++;
            delete(message);
            return;
        }
        Duration delay = chosen == null ? Backoff.fullJitter(options, message.receiveCount()) : chosen;
        if (failure != null) listeners.failed(message, failure, delay);
        giveUp(message);
        release(message, (int) delay.toSeconds());
    }

    /** No later message of its group may be handled before it, so those that came along go back too. */
    private void giveUp(Held<T> message) {
        held.remove(message.id(), message);
        if (lanes == null) return;
        for (Held<T> behind : lanes.takeBehind(message)) {
            held.remove(behind.id(), behind);
            release(behind, 0);
        }
        lanes.next(message);
    }

    /** A beat under way would hide it for longer again, so it has to be answered first. */
    private void release(Held<T> message, int seconds) {
        if (message.isLost()) return;
        message.beatsNoMore = true;
        if (message.beating) {
            afterBeats++;
            message.afterBeat = () -> {
                afterBeats--;
                hide(message, seconds);
            };
        } else {
            hide(message, seconds);
        }
    }

    private void hide(Held<T> message, int seconds) {
        if (message.isLost()) return;
        Futures.whenDone(queue.receipts().hide(message.receiptHandle(), seconds), (done, failure) -> {
            if (failure != null)
                LOG.debug("{}: {} comes again at its timeout: {}", queue.name(), message, failure.toString());
        });
    }

    private void delete(Held<T> message) {
        String receipt = message.receiptHandle();
        Futures.whenDone(
                queue.receipts().delete(receipt),
                (done, failure) -> loop.tell(() -> deleted(message, receipt, failure)));
    }

    private void deleted(Held<T> message, String receipt, @Nullable Throwable failure) {
        if (held.get(message.id()) != message) return; // a second deletion of it, after it came again
        if (failure == null) {
            gone(message);
            return;
        }
        if (!receipt.equals(message.receiptHandle()))
            return; // it has come again, and is being deleted by its new receipt
        boolean later = failure instanceof UnavailableException || failure instanceof OutcomeUnknownException;
        if (later) {
            loop.tellAfter(DELETE_AGAIN_NANOS, () -> {
                if (held.get(message.id()) == message && receipt.equals(message.receiptHandle())) delete(message);
            });
            return;
        }
        LOG.warn("{}: {} was handled but not deleted: {}", queue.name(), message, failure.toString());
        deleting--;
        giveUp(message);
        listeners.lost(message);
    }

    private void gone(Held<T> message) {
        deleting--;
        held.remove(message.id());
        if (lanes == null) return;
        Held<T> next = lanes.next(message);
        if (next != null) begin(next);
    }

    /** One line for all: they are many when the process stood still. */
    private void lost(List<Held<T>> messages, long lateNanos) {
        LOG.warn(
                "{}: {} in hand ran out of the visibility timeout and may come again, {} first; noticed {} ms late",
                queue.name(),
                messages.size() == 1 ? "1 message" : messages.size() + " messages",
                messages.get(0),
                TimeUnit.NANOSECONDS.toMillis(Math.max(0, lateNanos)));
        messages.forEach(this::lost);
    }

    private void lost(Held<T> message) {
        message.lose();
        if (message.stage == Stage.WAITING && lanes != null) {
            lanes.remove(message);
            held.remove(message.id(), message);
        } else {
            listeners.lost(message);
        }
    }

    // the rest

    @Override
    public void pause() {
        loop.tell(() -> paused = true);
    }

    @Override
    public void resume() {
        loop.tell(() -> paused = false);
    }

    @Override
    public int handling() {
        return workers.busy();
    }

    @Override
    public void close() {
        close(CLOSE_DEADLINE);
    }

    @Override
    public CloseReport close(Duration deadline) {
        return Futures.await(closing(deadline));
    }

    CompletableFuture<CloseReport> closing(Duration deadline) {
        loop.tell(this::drain);
        loop.tellAfter(deadline.toNanos(), this::end);
        return closed;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    private void drain() {
        if (closing) return;
        closing = true;
        queue.receipts().finishing(description());
        loop.tellAfter(LAST_POLL_NANOS, () -> List.copyOf(polls).forEach(poll -> poll.cancel(true)));
        if (lanes == null) return;
        for (Held<T> waiting : lanes.takeWaiting()) {
            held.remove(waiting.id());
            handBack(waiting);
        }
    }

    private void handBack(Held<T> message) {
        handedBack++;
        release(message, 0);
    }

    /** Nothing is held any more, or the deadline has come. */
    private void end() {
        if (closed.isDone()) return;
        held.values().forEach(Held::interrupt);
        List.copyOf(polls).forEach(poll -> poll.cancel(true));
        workers.close();
        loop.close();
        queue.receipts().finishing(null);
        var report = new CloseReport(handedBack, held.size());
        Futures.whenDone(queue.receipts().flush(), (done, failure) -> closed.complete(report));
    }
}
