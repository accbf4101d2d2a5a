package dev.sluice.client;

/**
 * How many retries a client may make in all, whatever it does: queues, topics and consumers share the budget. When servers fail
 * for everybody, clients that try everything eight times make that eight times as bad; with a budget they add a tenth.
 *
 * <p>Each request earns {@code share} of a retry, and each second {@code perSecond} of them; a retry costs one. No more than
 * {@code burst} are saved up, and with so many a client begins. So a busy client is held to its share, while one that makes a few
 * requests a second never meets the limit, and waits for a server that restarts for as long as {@link RetryPolicy#attempts}
 * say.
 *
 * <p>When the budget is spent, a request that failed is not tried again: it fails at once, as after its last attempt, and its
 * exception says how often it was tried, and why no oftener. {@link ClientMetrics#notRepeated} counts these. Consumers lose
 * nothing by it: they go on receiving, deleting and keeping messages hidden, only with the pauses that they make between their
 * requests.
 *
 * <p>Going on to another endpoint that works, as far as is known, is free: that one has not yet seen the request, and one that
 * fails is left alone for a while.
 *
 * <pre>{@code
 * var retry = RetryPolicy.DEFAULT.withBudget(new RetryBudget(0.2, 20, 500));
 * var client = SluiceClient.builder().retry(retry).build();
 * }</pre>
 *
 * @param share retries earned by a request, its own retries aside; 0 to 100, by default 0.1
 * @param perSecond retries earned by a second, however little is going on; 0 or more, by default 10
 * @param burst retries saved up at most; 0 or more, by default 100
 */
public record RetryBudget(double share, int perSecond, int burst) {

    /** One retry for ten requests, ten more a second, a hundred at once. */
    public static final RetryBudget DEFAULT = new RetryBudget(0.1, 10, 100);

    /** Only {@link RetryPolicy#attempts} limit retries. */
    public static final RetryBudget UNLIMITED = new RetryBudget(100, 0, Integer.MAX_VALUE);

    public RetryBudget {
        if (!(share >= 0 && share <= 100)) throw new IllegalArgumentException("share must be 0 to 100: " + share);
        if (perSecond < 0) throw new IllegalArgumentException("perSecond must not be negative: " + perSecond);
        if (burst < 0) throw new IllegalArgumentException("burst must not be negative: " + burst);
    }
}
