/** Administers a broker that runs, from the command line: through the ports that every client uses. */
@NullMarked
package dev.sluice.broker.cli;

import org.jspecify.annotations.NullMarked;
