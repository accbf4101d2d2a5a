/** Bytes to requests and responses to bytes, in AWS JSON 1.0 and in the Query protocol. Start at {@link dev.sluice.protocol.wire.Operation}. No state, no sockets. */
@NullMarked
package dev.sluice.protocol.wire;

import org.jspecify.annotations.NullMarked;
