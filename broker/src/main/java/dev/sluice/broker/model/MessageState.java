package dev.sluice.broker.model;

/** Where a message stands at an instant. */
public enum MessageState {
    /** May be received now. */
    AVAILABLE,
    /** Received, hidden, not deleted. */
    IN_FLIGHT,
    /** Sent with a delay that has not passed. */
    DELAYED
}
