/**
 * Applications that use Sluice through its Java client, small enough to be read whole. {@link dev.sluice.samples.Main} starts
 * any of their processes; {@code docs/samples.md} shows them together.
 */
@NullMarked
package dev.sluice.samples;

import org.jspecify.annotations.NullMarked;
