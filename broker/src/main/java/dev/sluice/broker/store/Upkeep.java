package dev.sluice.broker.store;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that measures the store once a second and lets the janitor do a round now and then. */
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final int TIDY_SECONDS = 30;
    private static final long STOP_MILLIS = 30_000;

    private final Sampler sampler;
    private final Janitor janitor;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "sluice-store-upkeep");

    Upkeep(Sampler sampler, Janitor janitor) {
        this.sampler = sampler;
        this.janitor = janitor;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            for (long second = 1; !stopped.await(1, TimeUnit.SECONDS); second++) {
                attempt(second % TIDY_SECONDS == 0);
            }
        } catch (InterruptedException e) {
            log.warn("upkeep of the store was interrupted and has ended", e);
        }
    }

    /** Nothing here is owed to a client; a disk that fails shows in the next turn's write, which stops the process. */
    private void attempt(boolean tidy) {
        try {
            sampler.sample();
            if (tidy) janitor.tidy();
        } catch (RocksDBException | StoreException e) {
            if (stopped.getCount() > 0) log.warn("upkeep of the store failed", e);
        }
    }

    /** Waits for what is running, for nobody may use a closed RocksDB. */
    @Override
    public void close() {
        stopped.countDown();
        janitor.cancel();
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while closing the store", e);
        }
        if (thread.isAlive()) throw new StoreException("a compaction did not stop within " + STOP_MILLIS + " ms");
    }
}
