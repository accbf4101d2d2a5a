/**
 * How many workers a queue needs: a pure function of what was seen of it. Start reading at {@link
 * dev.sluice.broker.scaling.Scaling#decide}. Knows no clock, no queue and no thread: production, the simulation and the
 * tests run the same lines.
 */
@NullMarked
package dev.sluice.broker.scaling;

import org.jspecify.annotations.NullMarked;
