/**
 * Latencies, what a process used, and how both are printed. Start at {@link dev.sluice.bench.measure.Result}.
 */
@NullMarked
package dev.sluice.bench.measure;

import org.jspecify.annotations.NullMarked;
