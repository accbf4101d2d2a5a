/**
 * What a broker in a process of its own goes through: killed under load, called by hostile clients, waited on by
 * thousands. Start at {@code CrashIT}; {@code Ledger} is the client's own record that everything is held against.
 */
@NullMarked
package dev.sluice.broker.crash;

import org.jspecify.annotations.NullMarked;
