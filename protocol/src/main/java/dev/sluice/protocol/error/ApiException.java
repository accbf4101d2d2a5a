package dev.sluice.protocol.error;

/** A request that is answered with an error. Thrown at the edge only, and cheap: it carries no stack trace. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Lost when serialized, which nobody does. */
    private final transient AwsError code;

    public ApiException(AwsError code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public AwsError code() {
        return code;
    }

    /** The text for the client; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
