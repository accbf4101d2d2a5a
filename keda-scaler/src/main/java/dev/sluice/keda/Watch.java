package dev.sluice.keda;

import dev.sluice.keda.Wire.ScaledObject;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code StreamIsActive}: says {@code true} when the queue gets its first work, and nothing else. KEDA starts the first worker
 * on it; it passes over {@code false}, and each further {@code true} would put off the end of the last worker.
 *
 * <p>While the broker cannot be asked the stream stays open, silent: KEDA opens one that fails after up to a minute only, and
 * learns of the outage by its other questions.
 *
 * <p>One question is under way at a time, so all but {@link #stop} runs in a row.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private static final int WAIT_SECONDS = 30;

    /** Nothing said yet, or no longer to be relied on. */
    private static final long UNKNOWN = -1;

    private final ScaledObject asker;
    private final Target target;
    private final Broker broker;
    private final ServerCallStreamObserver<Boolean> stream;
    private final Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private volatile @Nullable CompletableFuture<HttpResponse<String>> asked;
    private boolean active;
    private boolean failing;
    private long index = UNKNOWN;

    Watch(ScaledObject asker, Target target, Broker broker, ServerCallStreamObserver<Boolean> stream) {
        this.asker = asker;
        this.target = target;
        this.broker = broker;
        this.stream = stream;
    }

    void start() {
        stream.setOnCancelHandler(this::stop);
        ask();
    }

    private void stop() {
        CompletableFuture<HttpResponse<String>> question = asked;
        if (question != null) question.cancel(true);
    }

    private void ask() {
        long startedAt = System.nanoTime();
        CompletableFuture<HttpResponse<String>> question =
                index == UNKNOWN ? broker.ask(target) : broker.askAfter(target, index, WAIT_SECONDS);
        asked = question;
        if (stream.isCancelled()) stop();
        var unused = question.thenApply(Broker::hint).whenComplete((hint, failure) -> {
            if (stream.isCancelled()) return;
            if (failure != null) failed(Broker.status(target, failure));
            else answered(hint, System.nanoTime() - startedAt);
        });
    }

    private void answered(Hint hint, long nanos) {
        if (failing) LOG.info("{} answers again", target.hint());
        failing = false;
        if (hint.active() && !active) {
            LOG.info("{} is active, for {}/{}", target.hint(), asker.namespace(), asker.name());
            stream.onNext(true);
        }
        active = hint.active();
        // What lies in between may answer at once each time.
        boolean tooSoon = hint.index() == index && nanos < TimeUnit.SECONDS.toNanos(1);
        index = hint.index();
        if (tooSoon) later.execute(this::ask);
        else ask();
    }

    /** What a broker that comes back knows may be of an earlier index, so it is asked what it says now. */
    private void failed(Status status) {
        if (status.getCode() != Status.Code.UNAVAILABLE) {
            stream.onError(status.asRuntimeException());
            return;
        }
        if (!failing) LOG.warn("no hint: {}", status.getDescription());
        failing = true;
        index = UNKNOWN;
        later.execute(this::ask);
    }
}
