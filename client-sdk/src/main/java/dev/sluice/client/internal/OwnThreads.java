package dev.sluice.client.internal;

import java.util.concurrent.Executor;

/** Threads for handlers that belong to one consumer. */
interface OwnThreads extends Executor {

    /** @param most tasks at once */
    void resize(int most);

    /** Interrupts what runs; what has not begun never does. */
    void close();

    /**
     * Virtual ones if they are wanted and the JVM has them, which saves every thought of how many there are.
     *
     * @param prefix of their names
     * @param most tasks at once
     */
    static OwnThreads named(String prefix, int most, boolean virtual) {
        OwnThreads light = virtual ? VirtualThreads.named(prefix) : null;
        return light == null ? new HandlerThreads(prefix, most) : light;
    }
}
