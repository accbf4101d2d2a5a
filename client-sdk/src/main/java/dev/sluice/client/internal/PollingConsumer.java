package dev.sluice.client.internal;

import dev.sluice.client.CloseReport;
import dev.sluice.client.Consumer;
import dev.sluice.client.ConsumerOptions;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A consumer: polls for as many messages as its handlers can begin, has them handled, deletes or releases them, and beats for
 * them meanwhile. One loop owns all of its state; polls, handlers and answers tell it what happened.
 *
 * <pre>
 *   Polls ─▶ arrived ─▶ Lanes ─▶ begin ─▶ Workers ─▶ ended ─┬─▶ delete  ─▶ gone
 *            └──────────── Dispatch ──────────────────────┘  ├─▶ copy, delete
 *                             ▲                              └─▶ release
 *                             └── Heartbeat                     (Settling)
 * </pre>
 */
final class PollingConsumer<T> implements Consumer, QueueSubscription.Source {
    /** Messages handled whose deletion is not confirmed; beyond it nothing is received. */
    private static final int MOST_UNCONFIRMED = 1_000;

    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(25);
    private static final int USUAL_VISIBILITY_SECONDS = 30;

    private final String id = UUID.randomUUID().toString();
    private final HttpQueueClient<T> queue;
    private final ConsumerOptions options;
    private final Loop loop;
    private final Demand demand;
    private final Workers<T> workers;
    private final Dispatch<T> dispatch;
    private final Polls<T> polls;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();

    /** To a subscriber, on their way. */
    private final AtomicInteger signals = new AtomicInteger();

    private @Nullable Heartbeat<T> heartbeat; // once the visibility timeout is known
    private int toldInHand;
    private volatile State state = State.RUNNING; // written by the loop

    PollingConsumer(HttpQueueClient<T> queue, ConsumerOptions options, Mode<T> mode) {
        this.queue = queue;
        this.options = options;
        this.loop = new Loop("sluice-consumer-" + queue.name(), this::afterTurn);
        this.workers = new Workers<>(queue, options, mode);
        this.demand = mode.demand();
        this.dispatch = new Dispatch<>(queue, options, mode, workers, loop);
        this.polls = new Polls<>(queue, loop, options.waitTime(), this::description, dispatch::arrived);
    }

    PollingConsumer<T> start() {
        loop.tell(this::learnVisibility);
        return this;
    }

    private void learnVisibility() {
        Duration chosen = options.visibilityTimeout();
        if (chosen != null) {
            beatEvery((int) chosen.toSeconds());
        } else {
            polls.askFirst(queue::attributesAsync, attributes -> {
                int seconds = Integer.parseInt(attributes.getOrDefault("VisibilityTimeout", "0"));
                beatEvery(seconds == 0 ? USUAL_VISIBILITY_SECONDS : seconds);
            });
        }
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
                beats,
                loop::tell,
                dispatch.held().values(),
                visibilitySeconds,
                options.maxProcessingTime(),
                dispatch::lost);
        tickAfter(heartbeat);
    }

    private void tickAfter(Heartbeat<T> beats) {
        long due = System.nanoTime() + beats.tickNanos();
        loop.tellAfter(beats.tickNanos(), () -> {
            beats.tick(System.nanoTime(), due);
            tickAfter(beats);
        });
    }

    private void afterTurn() {
        if (state == State.CLOSED) return;
        dispatch.begin();
        tellInHand(dispatch.held().size());
        if (isClosing()) {
            if (polls.isQuiet() && dispatch.isQuiet() && signals.get() == 0) end();
        } else if (heartbeat != null && state == State.RUNNING && dispatch.unconfirmed() < MOST_UNCONFIRMED) {
            polls.poll(dispatch.capacity(), dispatch.taken(), heartbeat.visibilitySeconds());
        }
    }

    private void tellInHand(int now) {
        if (now != toldInHand) queue.inHand().accept(now - toldInHand);
        toldInHand = now;
    }

    /** The broker counts workers, and how many messages each takes at once, for its scaling hints. */
    private String description() {
        return id + ";concurrency=" + dispatch.width() + ";busy=" + dispatch.taken()
                + (isClosing() ? ";state=draining" : "");
    }

    @Override
    public void wake() {
        loop.tell(() -> {});
    }

    @Override
    public void release() {
        var unused = closing(CLOSE_DEADLINE);
        loop.tell(dispatch::handBackOpen);
    }

    /** The consumer stays until its last signal was heard. */
    @Override
    public void signal(Runnable signal) {
        signals.incrementAndGet();
        try {
            workers.executor().execute(() -> {
                try {
                    signal.run();
                } finally {
                    signals.decrementAndGet();
                    wake();
                }
            });
        } catch (RejectedExecutionException e) {
            signals.decrementAndGet();
            throw e;
        }
    }

    @Override
    public void pause() {
        loop.tell(() -> {
            if (!isClosing()) state = State.PAUSED;
        });
    }

    @Override
    public void resume() {
        loop.tell(() -> {
            if (!isClosing()) state = State.RUNNING;
        });
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public void setConcurrency(int handlers) {
        int checked = options.withConcurrency(handlers).concurrency();
        loop.tell(() -> {
            workers.resize(checked);
            dispatch.setConcurrency(checked);
        });
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

    private boolean isClosing() {
        return state == State.DRAINING || state == State.CLOSED;
    }

    boolean isClosed() {
        return closed.isDone();
    }

    private void drain() {
        if (isClosing()) return;
        state = State.DRAINING;
        queue.receipts().finishing(description());
        polls.stop();
        dispatch.drain();
        demand.noMore();
    }

    /** Nothing is held any more, or the deadline has come. */
    private void end() {
        if (state == State.CLOSED) return;
        state = State.CLOSED;
        CloseReport report = dispatch.abandon();
        tellInHand(0);
        polls.hangUp();
        workers.close();
        loop.close();
        queue.receipts().finishing(null);
        Futures.whenDone(queue.receipts().flush(), (done, failure) -> closed.complete(report));
    }
}
