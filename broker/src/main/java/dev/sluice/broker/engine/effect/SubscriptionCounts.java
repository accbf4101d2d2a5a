package dev.sluice.broker.engine.effect;

/**
 * What became of a topic's messages at one subscription, since the broker was started.
 *
 * @param delivered into its queue; for endpoints that are no queues, into the internal one
 * @param filteredOut not wanted by its filter policy
 * @param deadLettered put into its dead-letter queue, because its own is gone or cannot take them; or because the endpoint
 *     does not, though they were delivered into the internal one
 * @param lost the same without a dead-letter queue
 */
public record SubscriptionCounts(long delivered, long filteredOut, long deadLettered, long lost) {}
