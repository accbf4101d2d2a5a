package dev.sluice.protocol.error;

/** A request that is answered with an error. Thrown at the edge only, and cheap: it carries no stack trace. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public ApiException(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    /** The text for the client; never null. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
