/** Requests and responses of the one operation of AWS's Security Token Service that tools ask of a broker. */
@NullMarked
package dev.sluice.protocol.sts;

import org.jspecify.annotations.NullMarked;
