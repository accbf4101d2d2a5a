package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.SluiceException;
import dev.sluice.client.UnavailableException;
import dev.sluice.client.internal.Endpoints.Endpoint;
import dev.sluice.client.internal.Errors.Refusal;
import dev.sluice.protocol.error.ApiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request until it is answered or given up. Attempts follow one another, so fields need no lock: each attempt starts
 * after the one before has ended.
 *
 * <p>What counts is what a failed attempt may have done. A refused connection and a 503 did nothing. A cut connection, a
 * timeout and a 500 may have done all of it, and that doubt stays: when a later attempt cannot connect, the first may still
 * have taken effect.
 */
final class Call<O> {
    private final Calls calls;
    private final String operation;
    private final byte[] body;
    private final Function<byte[], O> decoder;
    private final boolean mayRepeat;
    private final boolean wait;
    private final Duration timeout;
    private final @Nullable String consumer;
    private final CompletableFuture<O> answer = new CompletableFuture<>();

    private int attempts;
    private boolean mayHaveTakenEffect;
    private volatile @Nullable CompletableFuture<?> exchange;

    /**
     * @param mayRepeat whether to try again although an attempt may have taken effect
     * @param consumer what the consumer that asks says of itself, or null
     */
    Call(
            Calls calls,
            String operation,
            byte[] body,
            Function<byte[], O> decoder,
            boolean mayRepeat,
            boolean wait,
            Duration timeout,
            @Nullable String consumer) {
        this.calls = calls;
        this.operation = operation;
        this.body = body;
        this.decoder = decoder;
        this.mayRepeat = mayRepeat;
        this.wait = wait;
        this.timeout = timeout;
        this.consumer = consumer;
        Futures.whenDone(answer, (done, failure) -> {
            if (answer.isCancelled()) hangUp();
        });
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    void start() {
        attempts++;
        if (attempts > 1) calls.metrics.repeated(operation);
        Endpoint endpoint = calls.endpoints.pick();
        long begun = System.nanoTime();
        CompletableFuture<Answer> posted;
        try {
            posted = calls.post(endpoint.uri(), operation, body, wait, timeout, consumer);
        } catch (RuntimeException e) { // the user's credentials supplier, or a client closed meanwhile
            answer.completeExceptionally(e);
            return;
        }
        exchange = posted;
        if (answer.isCancelled()) hangUp();
        Futures.whenDone(posted, (response, failure) -> {
            calls.metrics.requested(
                    operation, Duration.ofNanos(System.nanoTime() - begun), response == null ? 0 : response.status());
            try {
                if (failure != null) failed(endpoint, cause(failure));
                else answered(endpoint, response);
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
            }
        });
    }

    /** The client closes and waits no longer. */
    void abandon() {
        answer.completeExceptionally(
                new OutcomeUnknownException(operation + " had no answer when the client closed", null));
        hangUp();
    }

    private void hangUp() {
        CompletableFuture<?> open = exchange;
        if (open != null) open.cancel(true);
    }

    private void answered(Endpoint endpoint, Answer response) {
        if (response.status() == 200) {
            calls.endpoints.answered(endpoint);
            answer.complete(decoded(response.body()));
            return;
        }
        Refusal refusal = Errors.of(response, calls.dialect.error(response.body()));
        if (!refusal.busy() && !refusal.broken()) {
            calls.endpoints.answered(endpoint);
            answer.completeExceptionally(refusal.exception());
            return;
        }
        boolean other = calls.endpoints.failed(endpoint);
        long serverWants = response.header("retry-after").map(Call::seconds).orElse(0L);
        tryAgain(!refusal.busy(), other ? 0 : TimeUnit.SECONDS.toNanos(serverWants), refusal.exception());
    }

    /** The server did what it was asked to; only what it says of it is lost. */
    private O decoded(byte[] bytes) {
        try {
            return decoder.apply(bytes);
        } catch (ApiException e) {
            throw new OutcomeUnknownException(operation + " was answered with something unreadable", e);
        }
    }

    private void failed(Endpoint endpoint, Throwable failure) {
        if (answer.isDone()) return; // cancelled
        boolean connected = !(failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnresolvedAddressException);
        boolean other = calls.endpoints.failed(endpoint);
        if (other && !connected && attempts < calls.retry.attempts()) {
            start();
        } else {
            tryAgain(connected, 0, new IOException(endpoint.uri() + ": " + failure, failure));
        }
    }

    private void tryAgain(boolean mayHaveTakenEffectNow, long atLeastNanos, Exception why) {
        mayHaveTakenEffect |= mayHaveTakenEffectNow;
        boolean allowed = attempts < calls.retry.attempts() && (mayRepeat || !mayHaveTakenEffect) && !calls.closed();
        if (allowed) {
            calls.timer.after(Math.max(atLeastNanos, jitter()), this::start);
        } else {
            answer.completeExceptionally(givenUp(why));
        }
    }

    private SluiceException givenUp(Exception why) {
        String tried = operation + " was tried " + (attempts == 1 ? "once" : attempts + " times") + "; the last time: "
                + why.getMessage();
        return mayHaveTakenEffect ? new OutcomeUnknownException(tried, why) : new UnavailableException(tried, why);
    }

    private long jitter() {
        int doublings = Math.min(attempts - 1, 20);
        long ceiling = Math.min(
                calls.retry.maxDelay().toNanos(), calls.retry.baseDelay().toNanos() << doublings);
        return ceiling <= 0 ? 0 : ThreadLocalRandom.current().nextLong(ceiling + 1);
    }

    private static long seconds(String header) {
        boolean number =
                !header.isEmpty() && header.length() <= 4 && header.chars().allMatch(Character::isDigit);
        return number ? Math.min(Long.parseLong(header), 30) : 0; // or a date, which is not worth a parser
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    @Override
    public String toString() {
        return operation;
    }
}
