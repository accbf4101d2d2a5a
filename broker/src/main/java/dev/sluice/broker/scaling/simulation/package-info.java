/**
 * A queue and its workers in virtual time, to see what a policy would do before it does it. Start reading at {@link
 * dev.sluice.broker.scaling.simulation.Simulation}.
 */
@NullMarked
package dev.sluice.broker.scaling.simulation;

import org.jspecify.annotations.NullMarked;
