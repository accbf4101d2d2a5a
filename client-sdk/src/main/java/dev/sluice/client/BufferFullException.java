package dev.sluice.client;

/**
 * More is waiting for its answer than {@link Batching#pendingBytes} allows. The message was not sent; wait for earlier
 * futures, or use {@code send}, which waits.
 *
 * <pre>{@code
 * queue.sendAsync("a.mov").whenComplete((sent, failure) -> {
 *     if (failure instanceof BufferFullException) System.err.println("too fast");
 * });
 * }</pre>
 */
public final class BufferFullException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public BufferFullException(String message) {
        super(message, null);
    }
}
