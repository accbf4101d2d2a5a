/**
 * What connections ask and what the answers are counted as. Start at {@link dev.sluice.bench.load.Sender} and
 * {@link dev.sluice.bench.load.Consumer}. Owned by the client's loop thread.
 */
@NullMarked
package dev.sluice.bench.load;

import org.jspecify.annotations.NullMarked;
