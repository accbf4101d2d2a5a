/**
 * Microbenchmarks of what every message passes through. Start at {@link dev.sluice.bench.jmh.Benchmarks}.
 */
@NullMarked
package dev.sluice.bench.jmh;

import org.jspecify.annotations.NullMarked;
