package dev.sluice.broker.api;

/** A declared queue or topic cannot be had as it is declared. The message is one line for an operator. */
public final class DeclarationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DeclarationFailed(Object declared, String reason) {
        super(declared + ": " + reason);
    }

    public DeclarationFailed(Object declared, String reason, Throwable cause) {
        super(declared + ": " + reason, cause);
    }
}
