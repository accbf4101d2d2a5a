package dev.sluice.client;

import java.time.Duration;

/**
 * Receives the messages of a queue and has them handled until it is closed. Made by {@link QueueClient#consume}, {@link
 * QueueClient#consumeBatches} and {@link QueueClient#consumeAsync}.
 *
 * <ul>
 *   <li>It asks for no more messages than it can begin to handle, with one long poll while there is nothing to do. It has one
 *       thread of its own besides the handlers'; it keeps the JVM alive.
 *   <li>A message is kept hidden from others while its handler works, and until its deletion is confirmed. It is never handled
 *       twice at once by this consumer, and by no other one while this one reaches the server.
 *   <li>Queues whose names end in {@code .fifo}: messages of one group are handled one after the other, each when the one before
 *       is deleted; groups in parallel. When a message fails, the later ones of its group that came along are handed back.
 *   <li>When the server is away the consumer tries again until it is back.
 * </ul>
 *
 * <pre>{@code
 * try (Consumer consumer = queue.consume(message -> System.out.println(message.body()))) {
 *     Thread.sleep(60_000);
 * }
 * }</pre>
 */
public interface Consumer extends AutoCloseable {

    /** What a consumer does, a moment after it is told to. */
    enum State {
        RUNNING,
        /** It receives nothing; what it has is handled. */
        PAUSED,
        /** It closes: handlers may still be at work. */
        DRAINING,
        CLOSED
    }

    State state();

    /**
     * Changes how many handlers may be at work at once. When it becomes less, those at work are not disturbed; until there are
     * fewer of them, messages already received wait, and are kept hidden meanwhile.
     *
     * @param handlers 1 to 10,000; an executor of the application's own must be able to run as many
     */
    void setConcurrency(int handlers);

    /** Receives no further messages until {@link #resume}; what was received is handled. */
    void pause();

    void resume();

    /**
     * Handlers at work now; of asynchronous ones, stages that are not complete, and with {@link
     * Acknowledgement#MANUAL} those that have messages left to acknowledge.
     */
    int handling();

    /** {@link #close(Duration)} with 25 seconds. */
    @Override
    void close();

    /**
     * Receives nothing more, hands back what no handler has begun, and waits for handlers to return and their messages to be
     * deleted. Whatever is left after the deadline is abandoned: its handler is interrupted, and the message comes again when
     * its visibility timeout ends, not sooner, because the handler may still be at work.
     *
     * <p>Not for handlers and listeners, which it would wait for.
     */
    CloseReport close(Duration deadline);
}
