/**
 * Lets KEDA scale by a broker's hints without polling for the first message: an external scaler over gRPC, beside the broker and
 * no part of it. Start reading at {@link dev.sluice.keda.ExternalScaler}. Everything is asynchronous and keeps no state but that
 * of open streams.
 */
@NullMarked
package dev.sluice.keda;

import org.jspecify.annotations.NullMarked;
