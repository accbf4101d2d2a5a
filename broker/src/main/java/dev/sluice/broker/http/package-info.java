/**
 * Turns bytes on a socket into requests, and responses back into bytes. Start at {@code HttpServer}. A connection belongs
 * to its event loop.
 */
@NullMarked
package dev.sluice.broker.http;

import org.jspecify.annotations.NullMarked;
