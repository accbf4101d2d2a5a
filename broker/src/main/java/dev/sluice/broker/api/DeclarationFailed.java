package dev.sluice.broker.api;

/** A declared queue cannot be had as it is declared. The message is one line for an operator. */
public final class DeclarationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeclarationFailed(DeclaredQueue queue, String reason) {
        super(queue + ": " + reason);
    }

    DeclarationFailed(DeclaredQueue queue, String reason, Throwable cause) {
        super(queue + ": " + reason, cause);
    }
}
