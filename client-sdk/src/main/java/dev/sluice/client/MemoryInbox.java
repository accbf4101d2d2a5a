package dev.sluice.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * An inbox that ends with the process: it catches what this consumer receives twice, and what was sent twice, but nothing that
 * another process handled.
 *
 * <pre>{@code
 * var inbox = new MemoryInbox(100_000, Duration.ofHours(1));
 * var consumer = queue.consume(inbox.guard(message -> System.out.println(message.body())));
 * }</pre>
 */
public final class MemoryInbox implements Inbox {
    private final int most;
    private final long nanos;
    private final LongSupplier clock;

    /** When it was handled, by key; the oldest first. */
    private final Map<String, Long> handled = new LinkedHashMap<>(); // guarded by this

    private final Set<String> atWork = new HashSet<>(); // guarded by this

    /**
     * @param most keys that are remembered, a few hundred bytes each; beyond it the oldest are forgotten
     * @param time after which a key is forgotten
     */
    public MemoryInbox(int most, Duration time) {
        this(most, time, System::nanoTime);
    }

    MemoryInbox(int most, Duration time, LongSupplier clock) {
        if (most < 1) throw new IllegalArgumentException("most must be positive: " + most);
        this.most = most;
        this.nanos = time.toNanos();
        this.clock = clock;
    }

    /** @throws IllegalStateException when the effect of this key is being run; so the message comes again later */
    @Override
    public boolean once(String key, Effect effect) throws Exception {
        synchronized (this) {
            forget();
            if (handled.containsKey(key)) return false;
            if (!atWork.add(key)) throw new IllegalStateException("another message with key " + key + " is at work");
        }
        boolean done = false;
        try {
            done = effect.run();
        } finally {
            ended(key, done);
        }
        return true;
    }

    private synchronized void ended(String key, boolean done) {
        atWork.remove(key);
        if (done) handled.put(key, clock.getAsLong());
        forget();
    }

    private void forget() {
        long now = clock.getAsLong();
        var oldest = handled.values().iterator();
        while (oldest.hasNext()) {
            boolean old = now - oldest.next() >= nanos;
            if (!old && handled.size() <= most) return;
            oldest.remove();
        }
    }
}
