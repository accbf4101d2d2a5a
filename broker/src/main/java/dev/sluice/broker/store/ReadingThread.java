package dev.sluice.broker.store;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does {@link EarlyRead}s in the order in which they were asked for. */
final class ReadingThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadingThread.class);

    private final EarlyRead last = new EarlyRead(List::of, new ReadBudget(0));
    private final BlockingQueue<EarlyRead> asked = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "sluice-read-ahead");

    ReadingThread() {
        thread.setDaemon(true);
        thread.start();
    }

    void ask(EarlyRead read) {
        asked.add(read);
    }

    private void run() {
        try {
            for (EarlyRead next = asked.take(); next != last; next = asked.take()) attempt(next);
        } catch (InterruptedException e) {
            log.warn("the reading thread was interrupted and has ended; the shard reads by itself", e);
        }
    }

    /** Nobody has asked for these rows yet. Who does reads them again, and meets the failure then. */
    private static void attempt(EarlyRead read) {
        try {
            read.run();
        } catch (StoreException e) {
            log.warn("could not read ahead", e);
        }
    }

    /** Waits for what is running, for nobody may use a closed RocksDB. */
    @Override
    public void close() {
        asked.clear();
        asked.add(last);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
