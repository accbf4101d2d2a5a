package dev.sluice.broker.trigger;

import dev.sluice.broker.courier.Dispatch;
import dev.sluice.broker.courier.Loop;
import dev.sluice.broker.engine.Command.Delete;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.trigger.Batch.Receipt;
import dev.sluice.broker.trigger.TriggerMetrics.Outcome;
import dev.sluice.broker.trigger.Verdict.Done;
import dev.sluice.broker.trigger.Verdict.Failed;
import dev.sluice.broker.trigger.Verdict.Overloaded;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The invocations of a trigger's function that run, and what becomes of their messages. Owned by the triggers' thread. */
final class Invocations {
    private static final Logger LOG = LoggerFactory.getLogger(Invocations.class);

    private static final int MOST_DELETED_AT_ONCE = 250;
    /** An invocation is given up before its messages are back, by what a reply takes from the shard to here. */
    private static final long MARGIN_MILLIS = 100;

    private final TriggerOptions options;
    private final Loop loop;
    private final Dispatch dispatch;
    private final Functions functions;
    private final Budget budget;
    private final TriggerMetrics metrics;
    private final Ramp ramp;
    private final Runnable ended;
    private int running;
    private @Nullable String lastError;
    private long lastErrorAt;

    /**
     * @param ramp learns how the function does
     * @param ended run when one has ended and what it has done is deleted
     */
    Invocations(
            TriggerOptions options,
            Loop loop,
            Dispatch dispatch,
            Functions functions,
            Budget budget,
            TriggerMetrics metrics,
            Ramp ramp,
            Runnable ended) {
        this.options = options;
        this.loop = loop;
        this.dispatch = dispatch;
        this.functions = functions;
        this.budget = budget;
        this.metrics = metrics;
        this.ramp = ramp;
        this.ended = ended;
    }

    int running() {
        return running;
    }

    /** Null when there was none. */
    @Nullable
    String lastError() {
        return lastError;
    }

    /** Epoch milliseconds. */
    long lastErrorAt() {
        return lastErrorAt;
    }

    /** Only receipts are kept of the batch, lest messages are held that the function has got. */
    void start(Batch batch) {
        running++;
        long start = loop.millis();
        long left = Math.max(1, batch.hiddenUntil - MARGIN_MILLIS - start);
        Duration timeout = Duration.ofMillis(Math.min(options.timeout().toMillis(), left));
        List<Receipt> receipts = batch.receipts();
        long bytes = batch.bytes();
        metrics.started(receipts.size());
        var unused = functions
                .invoke(options, batch.messages(), timeout)
                .whenComplete((verdict, failure) ->
                        loop.execute(() -> end(receipts, bytes, start, failure == null ? verdict : ours(failure))));
    }

    private Verdict ours(Throwable failure) {
        LOG.error("trigger {}: an invocation went wrong", options.name(), failure);
        return new Failed("the invocation went wrong, the log says how");
    }

    private void end(List<Receipt> receipts, long bytes, long start, Verdict verdict) {
        long now = loop.millis();
        boolean wasBraking = ramp.isBraking(now);
        List<ReceiptHandle> done = judge(receipts, verdict, start, now);
        tellBrake(wasBraking, now);
        delete(done, 0, () -> {
            running--;
            budget.give(bytes);
            ended.run();
        });
    }

    /** Returns what is to be deleted. */
    private List<ReceiptHandle> judge(List<Receipt> receipts, Verdict verdict, long start, long now) {
        if (verdict instanceof Done done) {
            List<ReceiptHandle> handles =
                    Batch.done(receipts, done.failedIds(), options.queue().isFifo());
            if (!handles.isEmpty()) {
                ramp.succeeded();
                boolean all = handles.size() == receipts.size();
                metrics.ended(all ? Outcome.DONE : Outcome.PARTIAL, handles.size(), now - start);
                return handles;
            }
        }
        lastErrorAt = now;
        if (verdict instanceof Overloaded overloaded) {
            lastError = overloaded.reason();
            ramp.overloaded(start, overloaded.retryAfterMillis(), now);
            metrics.ended(Outcome.OVERLOADED, 0, now - start);
        } else {
            lastError = verdict instanceof Failed failed ? failed.reason() : "failed for all messages";
            ramp.failed(start, now);
            metrics.ended(Outcome.FAILED, 0, now - start);
        }
        return List.of();
    }

    private void tellBrake(boolean wasBraking, long now) {
        boolean braking = ramp.isBraking(now);
        if (braking && !wasBraking) {
            LOG.warn(
                    "trigger {} invokes its function less and less until it works again; the latest error: {}",
                    options.name(),
                    lastError);
        } else if (!braking && wasBraking) {
            LOG.info("trigger {}: its function works again", options.name());
        }
    }

    /** Piece by piece, so that no turn of the shard is long. What cannot be deleted is gone already, or was received anew. */
    private void delete(List<ReceiptHandle> handles, int from, Runnable then) {
        if (from >= handles.size()) {
            then.run();
            return;
        }
        int to = Math.min(handles.size(), from + MOST_DELETED_AT_ONCE);
        dispatch.submit(
                new Delete(options.queue(), List.copyOf(handles.subList(from, to))),
                reply -> delete(handles, to, then));
    }
}
