package dev.sluice.broker.admin;

/** A request for what is not there; the text tells the client. */
final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;

    NotFound(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
