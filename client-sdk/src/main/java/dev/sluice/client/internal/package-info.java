/**
 * What stands behind the public interfaces: {@link dev.sluice.client.internal.Calls} makes requests, {@link
 * dev.sluice.client.internal.Batcher} gathers them, {@link dev.sluice.client.internal.HttpQueueClient} and
 * {@link dev.sluice.client.internal.HttpTopicClient} put both together.
 * No public signature mentions this package.
 */
@NullMarked
package dev.sluice.client.internal;

import org.jspecify.annotations.NullMarked;
