package dev.sluice.broker.admin;

/** A request that asks for what cannot be; the text tells the client. */
final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;

    BadRequest(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
