package dev.sluice.client.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads for handlers, made when needed. Of tasks that come together the first wakes a thread, and this one wakes the next
 * while there is more to do: to wake a thread costs more than a short handler, so these share few of them, while long ones
 * begin on as many as there are.
 */
final class HandlerThreads implements OwnThreads {
    private final String prefix;
    private final Object lock = new Object();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Deque<Worker> idle = new ArrayDeque<>();
    private final Set<Worker> workers = new HashSet<>();
    private int most;
    private int made;
    /** A thread is on its way to take a task, and will see to the next. */
    private boolean waking;

    private boolean closed;

    /** @param most threads */
    HandlerThreads(String prefix, int most) {
        this.prefix = prefix;
        this.most = most;
    }

    /** Those that are too many end, at the latest with the task that they have. */
    @Override
    public void resize(int threads) {
        var superfluous = new ArrayList<Worker>();
        Worker next;
        synchronized (lock) {
            most = threads;
            while (workers.size() > most && !idle.isEmpty()) {
                Worker worker = idle.removeFirst();
                workers.remove(worker);
                superfluous.add(worker);
            }
            next = nextToWake();
        }
        for (Worker worker : superfluous) worker.dismiss();
        if (next != null) next.wake();
    }

    @Override
    public void execute(Runnable task) {
        Worker next;
        synchronized (lock) {
            if (closed) throw new RejectedExecutionException("the consumer is closed");
            tasks.add(task);
            next = nextToWake();
        }
        if (next != null) next.wake();
    }

    @Override
    public void close() {
        Set<Worker> left;
        synchronized (lock) {
            closed = true;
            tasks.clear();
            left = Set.copyOf(workers);
        }
        for (Worker worker : left) worker.interrupt();
    }

    /** Null when there is nothing to do, nobody to do it, or somebody who sees to it. Needs the lock. */
    private @Nullable Worker nextToWake() {
        if (waking || tasks.isEmpty()) return null;
        Worker next = idle.pollLast();
        if (next == null && workers.size() < most) {
            next = new Worker(prefix + ++made);
            workers.add(next);
        }
        waking = next != null;
        return next;
    }

    private final class Worker extends Thread {
        private boolean started;
        private volatile boolean woken;
        private volatile boolean dismissed;

        Worker(String name) {
            super(name);
        }

        void wake() {
            woken = true;
            if (started) {
                LockSupport.unpark(this);
                return;
            }
            started = true;
            try {
                start();
            } catch (OutOfMemoryError e) {
                synchronized (lock) {
                    workers.remove(this);
                    waking = false;
                }
                throw e;
            }
        }

        void dismiss() {
            dismissed = true;
            LockSupport.unpark(this);
        }

        @Override
        public void run() {
            while (awaitWork()) {
                for (Runnable task = take(true); task != null; task = take(false)) perform(task);
            }
        }

        /** False when it is no longer needed. */
        private boolean awaitWork() {
            while (!woken) {
                if (dismissed || isClosed()) return false;
                LockSupport.park(this);
                boolean unused = interrupted(); // if it is for the end, that is seen above
            }
            woken = false;
            return true;
        }

        /** Null when there is none; it is idle then, or dismissed. */
        private @Nullable Runnable take(boolean wasWoken) {
            Runnable task = null;
            Worker next;
            synchronized (lock) {
                if (wasWoken) waking = false;
                if (workers.size() > most) {
                    workers.remove(this);
                    dismissed = true;
                } else {
                    task = tasks.poll();
                    if (task == null) idle.addLast(this);
                }
                next = nextToWake();
            }
            if (next != null) next.wake();
            return task;
        }

        private void perform(Runnable task) {
            try {
                task.run();
            } catch (Throwable e) { // an Error, too: the thread is counted, and others rely on it
                getUncaughtExceptionHandler().uncaughtException(this, e);
            }
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }
}
