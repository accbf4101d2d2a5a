/**
 * The rules of topics and subscriptions. Start at {@code Topics} and {@code FanOut}; their state belongs to the shard thread.
 */
@NullMarked
package dev.sluice.broker.engine.topic;

import org.jspecify.annotations.NullMarked;
