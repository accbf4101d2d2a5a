package dev.sluice.client;

/**
 * The client was closed before the request left. It had no effect.
 *
 * <pre>{@code
 * client.close();
 * try {
 *     queue.send("a.mov");
 * } catch (ClientClosedException e) {
 *     System.err.println("too late");
 * }
 * }</pre>
 */
public final class ClientClosedException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public ClientClosedException(String message) {
        super(message, null);
    }
}
