package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import org.jspecify.annotations.Nullable;

/**
 * All windows of a shard, and the budget they share. When it is spent, the window that has gone unused longest is
 * dropped as a whole; its lane reads those messages again when it needs them, so nothing but time depends on it.
 */
public final class Windows {
    private final QueueLimits limits;
    private @Nullable Window newest;
    private @Nullable Window oldest;
    private long bytes;

    public Windows(QueueLimits limits) {
        this.limits = limits;
    }

    QueueLimits limits() {
        return limits;
    }

    /** Of all messages that are read ahead. */
    public long bytes() {
        return bytes;
    }

    /** The window is in use now, and weighs this much more or less. */
    void used(Window window, long byteChange) {
        bytes += byteChange;
        if (newest != window) {
            unlink(window);
            linkNewest(window);
        }
        while (bytes > limits.allWindowsBytes() && oldest != null && oldest != window) oldest.drop();
    }

    /** The window holds nothing any more. */
    void dropped(Window window, long byteCount) {
        bytes -= byteCount;
        unlink(window);
    }

    public void checkInvariants() {
        long sum = 0;
        for (Window window = newest; window != null; window = window.older) sum += window.bytes();
        require(sum == bytes, "the windows weigh %s, not %s", sum, bytes);
    }

    private void linkNewest(Window window) {
        window.older = newest;
        if (newest != null) newest.newer = window;
        newest = window;
        if (oldest == null) oldest = window;
    }

    private void unlink(Window window) {
        if (window.newer != null) window.newer.older = window.older;
        else if (newest == window) newest = window.older;
        if (window.older != null) window.older.newer = window.newer;
        else if (oldest == window) oldest = window.newer;
        window.newer = null;
        window.older = null;
    }
}
