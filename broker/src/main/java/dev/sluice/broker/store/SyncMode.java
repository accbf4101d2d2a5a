package dev.sluice.broker.store;

/** When a write counts as durable. */
public enum SyncMode {
    /** After the disk confirmed it: survives power loss. */
    ALWAYS,
    /** After the operating system took it: survives the process, not the power. Named in the start-up line and metrics. */
    NEVER
}
