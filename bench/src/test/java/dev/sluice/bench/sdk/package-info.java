/** Our Java client beside AWS's, which is there for tests only. Start at {@link dev.sluice.bench.sdk.CompareClients}. */
@NullMarked
package dev.sluice.bench.sdk;

import org.jspecify.annotations.NullMarked;
