package dev.sluice.broker.engine.effect;

/**
 * The stored state of a message that has been received and not deleted: in flight, or back and waiting. A row whose
 * {@code visibleAt} has passed is available again; nothing is written when that happens.
 *
 * @param visibleAt epoch milliseconds until which the message is hidden
 * @param receivedAt when the receive happened that gave out {@code nonce}
 * @param firstReceivedAt when it was received first; 0 when it never was
 * @param sentAt when it was sent, kept here so that retention needs no read
 * @param receiveCount at least 1, but 0 for a message whose only receive was undone or that waits behind its FIFO group
 * @param nonce of the latest receipt handle, 0 when that receive was undone
 * @param bytes its weight, for the queue's total
 * @param group hash of its message group, 0 when it has none
 * @param attempt hash of the attempt id of the receive that gave out {@code nonce}, 0 when it had none
 * @param attemptSize how many messages that receive brought
 */
public record Touched(
        long visibleAt,
        long receivedAt,
        long firstReceivedAt,
        long sentAt,
        int receiveCount,
        int nonce,
        int bytes,
        long group,
        long attempt,
        int attemptSize) {

    /** With its place in a FIFO queue. */
    public record InGroup(long sequence, Touched touched) {}

    /** Of a standard queue, without a message group. */
    public Touched(
            long visibleAt,
            long receivedAt,
            long firstReceivedAt,
            long sentAt,
            int receiveCount,
            int nonce,
            int bytes) {
        this(visibleAt, receivedAt, firstReceivedAt, sentAt, receiveCount, nonce, bytes, 0, 0, 0);
    }

    public Touched inGroup(long hash, long receiveAttempt, int size) {
        return new Touched(
                visibleAt, receivedAt, firstReceivedAt, sentAt, receiveCount, nonce, bytes, hash, receiveAttempt, size);
    }
}
