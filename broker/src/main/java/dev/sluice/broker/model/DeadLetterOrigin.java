package dev.sluice.broker.model;

/**
 * Where a dead letter came from, and what had become of it there. Its receive count goes on from that one.
 *
 * @param source the queue in which it was received too often
 * @param receiveCount how often it had been received when it was moved, there and before
 * @param firstReceivedAt epoch milliseconds of its very first receive
 */
public record DeadLetterOrigin(QueueId source, int receiveCount, long firstReceivedAt) {}
