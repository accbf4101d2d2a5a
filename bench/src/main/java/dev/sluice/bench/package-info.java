/**
 * Loads a running broker from outside and says what it took. Start at {@link dev.sluice.bench.Bench}: one command a mode.
 */
@NullMarked
package dev.sluice.bench;

import org.jspecify.annotations.NullMarked;
