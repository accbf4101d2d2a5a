package dev.sluice.broker.courier;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;

/** The test's thread as a loop's, on a clock that stands until it is told. */
public final class ManualLoop implements Loop {
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Queue<Appointment> appointments =
            new PriorityQueue<>(Comparator.comparingLong(Appointment::millis).thenComparingLong(Appointment::number));
    private long now = 1_787_000_000_000L;
    private long made;

    private record Appointment(long millis, long number, Runnable task) {}

    @Override
    public long millis() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public void at(long millis, Runnable task) {
        appointments.add(new Appointment(millis, made++, task));
    }

    /** Does all there is to do now. */
    public void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) task.run();
    }

    /** Lets time pass, from one appointment to the next. */
    public void pass(long millis) {
        long end = now + millis;
        run();
        for (var next = appointments.peek(); next != null && next.millis() <= end; next = appointments.peek()) {
            appointments.remove();
            now = Math.max(now, next.millis());
            next.task().run();
            run();
        }
        now = end;
    }

    @Override
    public void close() {
        tasks.clear();
        appointments.clear();
    }
}
