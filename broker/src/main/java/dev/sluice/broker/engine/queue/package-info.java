/**
 * The rules of one queue. Start at {@code StandardQueue}; its state belongs to the shard thread.
 */
@NullMarked
package dev.sluice.broker.engine.queue;

import org.jspecify.annotations.NullMarked;
