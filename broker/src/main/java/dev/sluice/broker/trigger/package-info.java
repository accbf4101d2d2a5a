/**
 * Posts the messages of queues to functions: a consumer inside the broker, for functions that should run only when there
 * is something to do. Start at {@link dev.sluice.broker.trigger.Trigger}. What is to be done stands in the queues alone;
 * what is kept here may be lost at any time.
 */
@NullMarked
package dev.sluice.broker.trigger;

import org.jspecify.annotations.NullMarked;
