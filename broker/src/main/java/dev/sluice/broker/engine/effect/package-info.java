/**
 * What applying a command leaves to be written, and what it is answered with. Start at
 * {@link dev.sluice.broker.engine.effect.Effects}.
 */
@NullMarked
package dev.sluice.broker.engine.effect;

import org.jspecify.annotations.NullMarked;
