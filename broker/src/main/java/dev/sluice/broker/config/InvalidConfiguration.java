package dev.sluice.broker.config;

/** The broker cannot start as it is configured. The message is one line for an operator: what, where from, what is allowed. */
public final class InvalidConfiguration extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidConfiguration(String message) {
        super(message);
    }
}
