package dev.sluice.client;

/**
 * The {@link MessageCodec} failed; its exception is the cause. When encoding, the message was not sent; when decoding, the
 * message is received and hidden as if it had a good body.
 *
 * <pre>{@code
 * try {
 *     message.body();
 * } catch (MessageCodecException e) {
 *     System.err.println("not one of ours: " + message.text());
 * }
 * }</pre>
 */
public final class MessageCodecException extends SluiceException {
    private static final long serialVersionUID = 1L;

    public MessageCodecException(String message, Throwable cause) {
        super(message, cause);
    }
}
