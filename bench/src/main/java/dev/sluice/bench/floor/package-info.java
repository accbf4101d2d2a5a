/**
 * A bare Netty server with one fixed answer: what HTTP itself costs. Start at
 * {@link dev.sluice.bench.floor.FloorServer}.
 */
@NullMarked
package dev.sluice.bench.floor;

import org.jspecify.annotations.NullMarked;
