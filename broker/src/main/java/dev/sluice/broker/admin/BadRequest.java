package dev.sluice.broker.admin;

/** A request that asks for what cannot be; the text tells the client. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;

    BadRequest(String text) {
        super(text);
        this.text = text;
    }

    /** Of a value that is not allowed. */
    BadRequest(IllegalArgumentException notAllowed) {
        this(String.valueOf(notAllowed.getMessage()));
    }

    String text() {
        return text;
    }
}
