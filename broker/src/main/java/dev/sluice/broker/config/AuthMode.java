package dev.sluice.broker.config;

/** Who may call. Neither mode checks a signature; the access key only tells the account. */
public enum AuthMode {
    /** Anybody on this machine: both ports must be bound to loopback addresses. */
    LOOPBACK,
    /** Anybody who reaches the port. Has to be written out, so that nobody is exposed by accident. */
    NONE;

    /** Whether a caller need not prove who it is. */
    public boolean isOpen() {
        return switch (this) {
            case LOOPBACK, NONE -> true;
        };
    }
}
