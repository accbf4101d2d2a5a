package dev.sluice.broker.shard;

/** Ends a turn as a power cut does: nothing that comes after it happens. */
final class PowerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
