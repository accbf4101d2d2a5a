package dev.sluice.client;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how soon a request is tried again, on the next endpoint when there are several.
 *
 * <p>A request is repeated when that cannot do harm: when it certainly had no effect (no connection, 429, 503), or when a
 * second one changes nothing:
 *
 * <ul>
 *   <li>deletions, visibility, receives;
 *   <li>sends to FIFO queues and topics, whose deduplication id stays the same;
 *   <li>sends to standard queues and topics of Sluice. Each request bears a token, and a server that has carried it out answers
 *       its repetition alike. Servers tell in their answers that they know tokens, and in which memory they keep them; a
 *       request whose answer was lost is repeated at the server that it went to, if that has told so, or at another one of
 *       {@code endpoints} with the same memory.
 * </ul>
 *
 * <p>What servers remember for five minutes is repeated for four at most. Where a server has not told that it knows tokens (SQS
 * and SNS never do, nor does Sluice before its first answer to this client) a send to a standard queue or topic whose answer
 * was lost is repeated only if {@link #duplicateSends} allows. What may not be repeated, or has no answer after all attempts,
 * ends in an {@link OutcomeUnknownException}.
 *
 * <p>All retries of a client together have a {@link RetryBudget}: when it is spent, a request that fails is not tried again.
 *
 * <p>The n-th wait is a random time between zero and the smaller of {@code maxDelay} and {@code baseDelay * 2^(n-1)}, but no
 * less than a {@code Retry-After} of the server.
 *
 * <pre>{@code
 * var patient = RetryPolicy.DEFAULT.withAttempts(20);
 * var client = SluiceClient.builder().retry(patient.withDuplicateSends(true)).build();
 * }</pre>
 *
 * @param attempts all of them, the first included; 1 to 100, by default 8
 * @param baseDelay by default 50 ms
 * @param maxDelay by default 5 s
 * @param duplicateSends whether a send to a standard queue or topic may be repeated although the first may have been
 *     stored, also where nobody can tell; by default false
 * @param budget how many retries the client makes in all, by default {@link RetryBudget#DEFAULT}
 */
public record RetryPolicy(
        int attempts, Duration baseDelay, Duration maxDelay, boolean duplicateSends, RetryBudget budget) {

    public static final RetryPolicy DEFAULT =
            new RetryPolicy(8, Duration.ofMillis(50), Duration.ofSeconds(5), false, RetryBudget.DEFAULT);

    /** Every request is tried once. */
    public static final RetryPolicy NEVER = DEFAULT.withAttempts(1);

    public RetryPolicy {
        Objects.requireNonNull(budget, "budget");
        if (attempts < 1 || attempts > 100)
            throw new IllegalArgumentException("attempts must be 1 to 100: " + attempts);
        if (baseDelay.isNegative()) throw new IllegalArgumentException("baseDelay must not be negative: " + baseDelay);
        if (maxDelay.compareTo(baseDelay) < 0) {
            throw new IllegalArgumentException("maxDelay must be baseDelay or more: " + maxDelay);
        }
    }

    public RetryPolicy withAttempts(int count) {
        return new RetryPolicy(count, baseDelay, maxDelay, duplicateSends, budget);
    }

    public RetryPolicy withDelays(Duration base, Duration max) {
        return new RetryPolicy(attempts, base, max, duplicateSends, budget);
    }

    public RetryPolicy withDuplicateSends(boolean allowed) {
        return new RetryPolicy(attempts, baseDelay, maxDelay, allowed, budget);
    }

    public RetryPolicy withBudget(RetryBudget retries) {
        return new RetryPolicy(attempts, baseDelay, maxDelay, duplicateSends, retries);
    }
}
