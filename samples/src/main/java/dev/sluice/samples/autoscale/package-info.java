/**
 * Starts and stops worker processes on this machine as the broker's scaling hint says. {@link
 * dev.sluice.samples.autoscale.Autoscaler} is the loop; one thread owns the pool.
 */
@NullMarked
package dev.sluice.samples.autoscale;

import org.jspecify.annotations.NullMarked;
