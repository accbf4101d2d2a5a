package dev.sluice.samples.autoscale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes of one command, as many as aimed for. They are stopped by SIGTERM, the youngest first, and finish what they have in
 * hand; until then they count towards the maximum. One that ends by itself is replaced. Owned by one thread.
 */
final class WorkerPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(40);

    /** Between the end of a worker that was not asked to end and the next start, so that one that cannot start costs little. */
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(2);

    private final List<String> command;
    private final int max;
    private final Deque<Process> running = new ArrayDeque<>();
    private final List<Process> draining = new ArrayList<>();
    private int target;
    private long startsAgainAt = System.nanoTime();

    WorkerPool(List<String> command, int max) {
        this.command = List.copyOf(command);
        this.max = max;
    }

    /** More than the maximum counts as the maximum. */
    void aimFor(int workers) {
        int next = Math.min(max, Math.max(0, workers));
        if (next != target) LOG.info("{} -> {} workers", target, next);
        target = next;
    }

    /** Starts and stops as needed; does not wait for either. */
    void adjust() {
        forgetEnded();
        while (running.size() > target) drain(running.removeLast());
        while (running.size() < target && running.size() + draining.size() < max && mayStart()) start();
    }

    /** Those not told to stop. */
    int running() {
        return running.size();
    }

    /** Those told to stop that have not ended yet. */
    int draining() {
        return draining.size();
    }

    /** Drains all workers, and kills what has not ended after 40 s. */
    @Override
    public void close() {
        target = 0;
        adjust();
        long deadline = System.nanoTime() + LONGEST_DRAIN.toNanos();
        for (Process worker : draining) {
            if (!ended(worker, deadline - System.nanoTime())) {
                LOG.warn("worker {} did not drain in time", worker.pid());
                worker.destroyForcibly();
            }
        }
    }

    private void start() {
        try {
            Process worker = new ProcessBuilder(command).inheritIO().start();
            running.addLast(worker);
            LOG.info("worker {} started", worker.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    private void drain(Process worker) {
        worker.destroy();
        draining.add(worker);
        LOG.info("worker {} told to stop", worker.pid());
    }

    private void forgetEnded() {
        draining.removeIf(worker -> !worker.isAlive());
        running.removeIf(worker -> {
            if (worker.isAlive()) return false;
            LOG.warn("worker {} ended by itself with {}", worker.pid(), worker.exitValue());
            startsAgainAt = System.nanoTime() + PAUSE_AFTER_FAILURE.toNanos();
            return true;
        });
    }

    private boolean mayStart() {
        return System.nanoTime() - startsAgainAt >= 0;
    }

    private static boolean ended(Process worker, long nanos) {
        try {
            return worker.waitFor(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
