package dev.sluice.broker.courier;

import java.util.concurrent.Executor;

/** A thread that owns what it works on, and its clock. What is handed to it runs there, one after the other. */
public interface Loop extends Executor, AutoCloseable {

    /** Epoch milliseconds when the loop began, and even since then: a clock that is set does not end or prolong a pause. */
    long millis();

    /** Runs the task at that time, or soon after. */
    void at(long millis, Runnable task);

    @Override
    void close();
}
