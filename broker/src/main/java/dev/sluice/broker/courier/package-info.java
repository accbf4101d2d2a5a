/**
 * Carries messages to endpoints outside: the consumer of the internal queues of subscriptions that are not queues. Start at
 * {@link dev.sluice.broker.courier.Courier}. What has been delivered, what is to be tried again and when, stands in those
 * queues alone; what is kept here may be lost at any time.
 */
@NullMarked
package dev.sluice.broker.courier;

import org.jspecify.annotations.NullMarked;
