package dev.sluice.broker.api.protection;

/** The policy is none, or asks for something that is not done here. The message says what, to whoever wrote it. */
public final class InvalidProtectionPolicy extends Exception {
    private static final long serialVersionUID = 1;

    InvalidProtectionPolicy(String message) {
        super(message);
    }
}
