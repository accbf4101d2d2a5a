/**
 * Reads the configuration into the option records that other packages declare. Start at {@code Configuration}.
 */
@NullMarked
package dev.sluice.broker.config;

import org.jspecify.annotations.NullMarked;
