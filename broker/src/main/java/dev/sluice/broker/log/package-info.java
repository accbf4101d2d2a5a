/**
 * Decides the order of commands. Start at {@code CommandLog}.
 */
@NullMarked
package dev.sluice.broker.log;

import org.jspecify.annotations.NullMarked;
