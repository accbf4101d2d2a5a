package dev.sluice.samples;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service between its start and SIGTERM, which closes it in an orderly way before the process ends. */
public final class Running {
    private static final Logger LOG = LoggerFactory.getLogger(Running.class);

    private Running() {}

    /** Waits for ever. On SIGTERM or SIGINT the parts are closed one after the other; the process ends when that is done. */
    public static int untilStopped(AutoCloseable... parts) throws InterruptedException {
        closeAtExit(List.of(parts));
        new CountDownLatch(1).await();
        return 0;
    }

    /** Closes all of them, the rest too when one fails. */
    public static void closeAtExit(List<AutoCloseable> parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> parts.forEach(Running::close), "shutdown"));
    }

    /** Ends this process, in its orderly way, when the one that started it has ended, be it by kill -9. */
    public static void notLongerThanParent() {
        ProcessHandle.current().parent().ifPresent(parent -> {
            var watcher = new Thread(() -> exitAfter(parent), "parent");
            watcher.setDaemon(true);
            watcher.start();
        });
    }

    private static void exitAfter(ProcessHandle parent) {
        parent.onExit().join();
        System.exit(0);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.error("could not close {}", part, e);
        }
    }
}
