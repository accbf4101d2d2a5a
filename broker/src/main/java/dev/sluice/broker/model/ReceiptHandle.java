package dev.sluice.broker.model;

/**
 * Names one receive of one message of one incarnation of a queue.
 *
 * @param logId the queue's log; a purge or a new incarnation has another, so old handles name nothing
 * @param nonce tells the receives of one message apart
 */
public record ReceiptHandle(long logId, Position position, int nonce) {}
