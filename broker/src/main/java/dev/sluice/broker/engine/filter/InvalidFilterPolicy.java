package dev.sluice.broker.engine.filter;

/** A text that is no filter policy. Its message is AWS's, ready to stand after {@code Invalid parameter: } and the like. */
public final class InvalidFilterPolicy extends Exception {
    private static final long serialVersionUID = 1;

    InvalidFilterPolicy(String message) {
        super(message, null, false, false);
    }

    static InvalidFilterPolicy because(String reason) {
        return new InvalidFilterPolicy("FilterPolicy: " + reason);
    }
}
