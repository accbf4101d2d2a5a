package dev.sluice.client;

/**
 * Who says that a message is dealt with.
 *
 * <pre>{@code
 * var options = ConsumerOptions.DEFAULT.withAcknowledgement(Acknowledgement.MANUAL).withConcurrency(500);
 * var written = new java.util.concurrent.ConcurrentLinkedQueue<Delivery<String>>();
 * var consumer = queue.consume(options, written::add); // and when they are flushed: written.remove().ack()
 * }</pre>
 */
public enum Acknowledgement {
    /** The handler, by returning; an asynchronous one by completing its stage. The default. */
    AUTOMATIC,

    /**
     * {@link Delivery#ack}, at any time and on any thread. Until then, or until the message is rejected by one of the other methods
     * of {@link Delivery}, it is in hand as if its handler were still at work: it is kept hidden, counts towards the concurrency,
     * holds its message group, and {@link Consumer#close} waits for it. That the handler returns says nothing; if it throws,
     * what it has not acknowledged has failed.
     *
     * <p>One that is neither acknowledged nor rejected within {@link ConsumerOptions#withMaxProcessingTime} has failed, too. It
     * comes again when its visibility timeout ends, and can no longer be acknowledged.
     *
     * <p>A batch is at work until each of its messages is acknowledged or rejected. Acknowledged ones are deleted at once;
     * rejected ones go back when all is said. Not for {@link Inbox#guard}, which remembers what its handler returned from.
     */
    MANUAL
}
