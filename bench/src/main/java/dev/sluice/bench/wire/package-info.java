/**
 * Speaks as much HTTP and SQS JSON as a load needs, at a few microseconds a request. Start at {@link dev.sluice.bench.wire.Client}.
 * Everything on a connection belongs to the client's one loop thread.
 */
@NullMarked
package dev.sluice.bench.wire;

import org.jspecify.annotations.NullMarked;
