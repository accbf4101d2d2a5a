package dev.sluice.client.internal;

import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.RefusedException;
import dev.sluice.client.SluiceException;
import dev.sluice.client.UnavailableException;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.client.internal.Endpoints.Endpoint;
import dev.sluice.client.internal.Errors.Refusal;
import dev.sluice.protocol.error.ApiException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Objects;
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
 * timeout and a 500 may have done all of it, and that doubt stays: when a later attempt cannot connect, or is refused, the
 * first may still have taken effect. A request with a token that is in doubt is repeated only where its token is known if the
 * first was carried out: at that server, or one that has the same memory of tokens.
 */
final class Call<O> {
    /** A minute less than servers remember a request that may have been carried out. */
    private static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(4);

    private final Calls calls;
    private final String operation;
    private final Attempt attempt;
    private final Function<byte[], O> decoder;
    private final Repeat repeat;
    private final CompletableFuture<O> answer = new CompletableFuture<>();

    private int attempts;
    /** To servers that work, as far as is known; these cost nothing of the budget. */
    private int moves;

    private long begunAt;
    private boolean mayHaveTakenEffect;
    /** When the first attempt that may have taken effect began, and which memory it is in if it did. */
    private long doubtfulSince;

    private @Nullable String memory;
    private @Nullable Exception lastFailure;
    private volatile @Nullable CompletableFuture<?> exchange;

    /** Makes the request once. */
    interface Attempt {
        CompletableFuture<Answer> at(Endpoint endpoint);
    }

    /**
     * @param repeat whether to try again although an attempt may have taken effect
     */
    Call(Calls calls, String operation, Attempt attempt, Function<byte[], O> decoder, Repeat repeat) {
        this.calls = calls;
        this.operation = operation;
        this.attempt = attempt;
        this.decoder = decoder;
        this.repeat = repeat;
        Futures.whenDone(answer, (done, failure) -> {
            if (answer.isCancelled()) hangUp();
        });
    }

    CompletableFuture<O> answer() {
        return answer;
    }

    void start() {
        Endpoint endpoint = calls.endpoints.pick(this::mayBeAsked);
        if (endpoint == null) {
            answer.completeExceptionally(givenUp(lastFailure, ""));
            return;
        }
        attempts++;
        if (attempts > 1) calls.metrics.repeated(operation);
        long begun = System.nanoTime();
        begunAt = begun;
        CompletableFuture<Answer> posted;
        try {
            posted = attempt.at(endpoint);
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
        endpoint.heard(response, repeat == Repeat.REMEMBERED_BY_TOKEN);
        if (response.status() == 200) {
            calls.endpoints.answered(endpoint);
            answer.complete(decoded(response.body()));
            return;
        }
        Refusal refusal = Errors.of(response, calls.dialect.error(response.body()));
        if (!refusal.busy() && !refusal.broken()) {
            calls.endpoints.answered(endpoint);
            answer.completeExceptionally(inDoubt() ? refusedInDoubt(refusal) : refusal.exception());
            return;
        }
        boolean other = calls.endpoints.failed(endpoint);
        long serverWants = response.header("retry-after").map(Call::seconds).orElse(0L);
        tryAgain(endpoint, !refusal.busy(), other ? 0 : TimeUnit.SECONDS.toNanos(serverWants), refusal.exception());
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
        if (failure instanceof SluiceException known) {
            answer.completeExceptionally(known);
            return;
        }
        boolean connected = !(failure instanceof ConnectException
                || failure instanceof HttpConnectTimeoutException
                || failure instanceof UnresolvedAddressException);
        boolean other = calls.endpoints.failed(endpoint);
        if (other && !connected && !inDoubt() && attempts < calls.retry.attempts() && movesOn(endpoint)) {
            start();
        } else {
            tryAgain(endpoint, connected, 0, new IOException(endpoint.uri() + ": " + failure, failure));
        }
    }

    private void tryAgain(Endpoint endpoint, boolean mayHaveTakenEffectNow, long atLeastNanos, Exception why) {
        lastFailure = why;
        if (mayHaveTakenEffectNow && !mayHaveTakenEffect) {
            mayHaveTakenEffect = true;
            doubtfulSince = begunAt;
            memory = endpoint.memory();
        }
        long delay = Math.max(atLeastNanos, jitter());
        boolean allowed = attempts < calls.retry.attempts() && mayRepeatIn(delay) && !calls.closed();
        boolean paid = allowed && (movesOn(endpoint) || calls.tokens.take());
        if (paid) {
            calls.timer.after(delay, this::start);
        } else {
            if (allowed) calls.metrics.notRepeated(operation);
            answer.completeExceptionally(givenUp(why, allowed ? ", no oftener for want of retry budget" : ""));
        }
    }

    /** Whether the next attempt goes to another server that works, as far as is known; to each of the others once. */
    private boolean movesOn(Endpoint from) {
        Endpoint next = calls.endpoints.pick(this::mayBeAsked);
        if (next == null || next == from || calls.endpoints.rests(next) || moves >= calls.endpoints.others())
            return false;
        moves++;
        return true;
    }

    /** Whether a second one may do it twice, unless it is remembered that the first did. */
    private boolean inDoubt() {
        return mayHaveTakenEffect && repeat != Repeat.HARMLESS && !calls.retry.duplicateSends();
    }

    private boolean mayRepeatIn(long delayNanos) {
        if (!inDoubt()) return true;
        if (repeat == Repeat.DOUBLES || (repeat == Repeat.REMEMBERED_BY_TOKEN && memory == null)) return false;
        return System.nanoTime() + delayNanos - doubtfulSince < REMEMBERED_NANOS;
    }

    private boolean mayBeAsked(Endpoint endpoint) {
        boolean bound = repeat == Repeat.REMEMBERED_BY_TOKEN && inDoubt();
        return !bound || Objects.equals(memory, endpoint.memory());
    }

    private SluiceException refusedInDoubt(Refusal refusal) {
        RefusedException refused = refusal.exception();
        return new OutcomeUnknownException(
                operation + " was refused when it was repeated, but may have taken effect before: "
                        + refused.getMessage(),
                refused);
    }

    /** @param remark why it is not tried again, if not for the number of attempts */
    private SluiceException givenUp(@Nullable Exception why, String remark) {
        String tried = operation + " was tried " + (attempts == 1 ? "once" : attempts + " times") + remark
                + "; the last time: "
                + (why == null ? "no server" : why.getMessage());
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
