/**
 * One set of scenarios, run through every kind of client we can lay hands on. Start at {@link
 * dev.sluice.broker.suite.QueueContract}; {@link dev.sluice.broker.suite.Sqs} is what a kind of client has to offer.
 */
@NullMarked
package dev.sluice.broker.suite;

import org.jspecify.annotations.NullMarked;
