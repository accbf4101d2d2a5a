/**
 * Starts, wires and stops a broker. Start at {@code Broker}: its constructor is the architecture on a page.
 */
@NullMarked
package dev.sluice.broker;

import org.jspecify.annotations.NullMarked;
