package dev.sluice.broker.trigger;

import dev.sluice.broker.courier.Dispatch;
import dev.sluice.broker.courier.Loop;
import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.Command.UndoReceive;
import dev.sluice.broker.engine.Question.DescribeQueue;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.trigger.TriggerStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of one queue that has a function do the work. It receives like any other, in batches; what the function
 * has done is deleted, and what it has not is left to its visibility timeout, so that receive counts and dead-letter queues
 * work as for any consumer, and a crash forgets nothing.
 *
 * <pre>
 *   bell ──▶ Ramp, Budget ──▶ Receive ──▶ Batch ──full, or window over──▶ Functions ──done──▶ Delete
 *               ▲                                                             │                 │
 *               └──────────────────────── there may be more ──────────────────┴─────────────────┘
 * </pre>
 *
 * Nobody polls: the shard rings when messages have become available. Owned by the triggers' thread, which waits for
 * nothing.
 */
final class Trigger {
    private static final Logger LOG = LoggerFactory.getLogger(Trigger.class);

    private static final int MOST_AT_ONCE = 10;
    /** How soon a new visibility timeout of the queue is heeded. */
    private static final long LOOK_MILLIS = 10_000;

    private final TriggerOptions options;
    private final Loop loop;
    private final Dispatch dispatch;
    private final Budget budget;
    private final TriggerMetrics metrics;
    private final Ramp ramp;
    private final Invocations invocations;
    private final Runnable serve = this::serve;
    private final CompletableFuture<Void> drained = new CompletableFuture<>();

    /** There may be messages. */
    private boolean ready;
    /** A question or a receive is on its way. */
    private boolean asking;

    private boolean stopped;
    private @Nullable Batch gathering;
    private boolean awaitsWindow;
    private long wakeAt = Ramp.NEVER;
    private int hiddenSeconds;
    private long lookAt;
    private @Nullable String problem;

    Trigger(
            TriggerOptions options,
            Loop loop,
            Dispatch dispatch,
            Functions functions,
            Budget budget,
            TriggerMetrics metrics) {
        this.options = options;
        this.loop = loop;
        this.dispatch = dispatch;
        this.budget = budget;
        this.metrics = metrics;
        this.ramp = new Ramp(options.maxConcurrency(), loop.millis());
        this.invocations = new Invocations(options, loop, dispatch, functions, budget, metrics, ramp, this::ended);
        this.stopped = !options.enabled();
    }

    /** Messages have become available, or may have been there all along. */
    void ring() {
        ready = true;
        serve();
    }

    /** Receives when there is something to receive and somebody to work on it. */
    private void serve() {
        if (stopped || !ready || asking) return;
        long now = loop.millis();
        if (ramp.pausedUntil() > now) {
            wakeAt(ramp.pausedUntil());
        } else if (gathering == null && !hasFree(now)) {
            LOG.trace("{} runs as often as it may", options.name());
        } else if (!budget.hasRoom()) {
            budget.await(serve);
        } else if (now >= lookAt) {
            look();
        } else {
            receive();
        }
    }

    /** Else it looks again when there may be. */
    private boolean hasFree(long now) {
        ramp.pass(now);
        if (inUse() < ramp.allowed()) return true;
        long more = ramp.lacking(now);
        if (inUse() < ramp.allowed()) return true;
        if (more != Ramp.NEVER) wakeAt(more);
        return false;
    }

    private void wakeAt(long millis) {
        if (wakeAt <= millis) return;
        wakeAt = millis;
        loop.at(millis, () -> {
            if (wakeAt == millis) wakeAt = Ramp.NEVER;
            serve();
        });
    }

    private int inUse() {
        return invocations.running() + (gathering == null ? 0 : 1);
    }

    private void useChanged() {
        ramp.use(inUse(), loop.millis());
        metrics.uses(inUse());
    }

    // ---- receiving

    /**
     * Messages are hidden for as long as the queue says, but never for less than they may be in hand: else a second
     * invocation would have them while the first still works.
     */
    private void look() {
        asking = true;
        dispatch.ask(new DescribeQueue(options.queue()), reply -> {
            asking = false;
            lookAt = loop.millis() + LOOK_MILLIS;
            if (reply instanceof Described described) hide(described);
            else missing();
            endDraining();
            serve();
        });
    }

    private void hide(Described described) {
        int ofQueue = (int) (described.queue().attributes().visibilityMillis() / 1000);
        int inHand = options.handSeconds();
        hiddenSeconds = Math.max(ofQueue, inHand);
        problem(
                ofQueue >= inHand
                        ? null
                        : ("the queue's visibility timeout is %d s, which is less than the %d s that timeout and"
                                        + " batching-window may take; messages are hidden for that long instead")
                                .formatted(ofQueue, inHand));
    }

    /** When the queue is there and has a message, the bell rings. */
    private void missing() {
        ready = false;
        lookAt = 0;
        problem("there is no queue " + options.queue().arn());
    }

    private void problem(@Nullable String text) {
        if (text != null && !text.equals(problem)) LOG.warn("trigger {}: {}", options.name(), text);
        problem = text;
    }

    private void receive() {
        int room = options.batchSize() - (gathering == null ? 0 : gathering.size());
        // Small batches are received several at once; but messages of one group stay in one batch.
        boolean several = options.batchingWindow().isZero() && !options.queue().isFifo();
        if (several) room = options.batchSize() * (ramp.allowed() - invocations.running());
        asking = true;
        ready = false;
        var receive = new Receive(options.queue(), Math.min(MOST_AT_ONCE, room), hiddenSeconds, 0);
        dispatch.submit(receive, reply -> {
            asking = false;
            if (reply instanceof Received received) received(received.deliveries());
            else refused((Rejected) reply);
            endDraining();
            serve();
        });
    }

    /** With too many in flight it is the bell that says when there is room again. */
    private void refused(Rejected why) {
        if (why.reason() == Rejection.QUEUE_DOES_NOT_EXIST) missing();
        else problem("nothing can be received: " + why.reason());
    }

    private void received(List<Delivery> messages) {
        if (messages.isEmpty()) return;
        ready = true; // there may be more
        long now = loop.millis();
        int kept = 0;
        while (kept < messages.size() && take(messages.get(kept), kept > 0, now)) kept++;
        undo(messages.subList(kept, messages.size()));
        if (gathering != null && options.batchingWindow().isZero()) invoke(gathering);
    }

    /** False when there is no batch to put it into. */
    private boolean take(Delivery message, boolean followsOthers, long now) {
        if (stopped || ramp.pausedUntil() > now) return false;
        Batch batch = gathering;
        if (batch != null && !batch.hasRoomFor(message)) {
            invoke(batch);
            batch = null;
        }
        if (batch == null) {
            boolean groupMayRun = followsOthers && options.queue().isFifo();
            if (groupMayRun || invocations.running() >= ramp.allowed()) return false;
            batch = begin(now);
        }
        batch.add(message);
        budget.take(Batch.bytes(message));
        if (batch.size() == options.batchSize()) invoke(batch);
        return true;
    }

    private Batch begin(long now) {
        var batch = new Batch(now + options.batchingWindow().toMillis(), now + hiddenSeconds * 1_000L);
        gathering = batch;
        useChanged();
        if (batch.closesAt > now) awaitWindow(batch);
        return batch;
    }

    /** One timer at a time, that knows of no batch: full ones are gone long before their windows end. */
    private void awaitWindow(Batch batch) {
        if (awaitsWindow) return;
        awaitsWindow = true;
        loop.at(batch.closesAt, () -> {
            awaitsWindow = false;
            Batch current = gathering;
            if (current == null) return;
            if (current.closesAt > loop.millis()) {
                awaitWindow(current);
                return;
            }
            invoke(current);
            serve();
        });
    }

    /** As if they had not been received. */
    private void undo(List<Delivery> messages) {
        if (messages.isEmpty()) return;
        List<ReceiptHandle> handles = new ArrayList<>(messages.size());
        for (Delivery each : messages) handles.add(each.handle());
        dispatch.submit(new UndoReceive(options.queue(), handles), reply -> LOG.trace("undone: {}", reply));
    }

    private void undoGathering() {
        Batch batch = gathering;
        if (batch == null) return;
        gathering = null;
        undo(batch.messages());
        budget.give(batch.bytes());
        useChanged();
    }

    // ---- invoking

    private void invoke(Batch batch) {
        gathering = null;
        invocations.start(batch);
        useChanged();
    }

    /** When it was a failure that has the trigger pause, what is gathered may go to others meanwhile. */
    private void ended() {
        if (ramp.pausedUntil() > loop.millis()) undoGathering();
        useChanged();
        endDraining();
        serve();
    }

    // ---- status and end

    TriggerStatus status() {
        long now = loop.millis();
        ramp.pass(now);
        return new TriggerStatus(
                options.name(),
                options.queue(),
                options.url().toString().replaceFirst("//[^/@]*@", "//"),
                state(now),
                inUse(),
                ramp.allowed(),
                options.maxConcurrency(),
                metrics.counts(),
                ramp.pausedUntil() > now ? ramp.pausedUntil() : 0,
                problem,
                invocations.lastError(),
                invocations.lastErrorAt());
    }

    private State state(long now) {
        if (!options.enabled()) return State.DISABLED;
        if (ramp.isBraking(now)) return State.BRAKING;
        return inUse() > 0 || ready ? State.ACTIVE : State.IDLE;
    }

    /** Invokes nothing more. Completes when what runs has ended; what has not by then comes back to whoever receives it. */
    CompletableFuture<Void> drain() {
        stopped = true;
        undoGathering();
        endDraining();
        return drained;
    }

    private void endDraining() {
        if (stopped && invocations.running() == 0 && !asking) drained.complete(null);
    }
}
