/**
 * A Java client for Sluice and for anything else that speaks SQS's JSON protocol and SNS's Query protocol. Start at {@link
 * dev.sluice.client.SluiceClient}. Everything here is immutable or safe for use by many threads; what the package {@code
 * internal} holds may change at any time.
 */
@NullMarked
package dev.sluice.client;

import org.jspecify.annotations.NullMarked;
