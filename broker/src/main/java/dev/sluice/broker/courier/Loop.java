package dev.sluice.broker.courier;

import java.util.concurrent.Executor;

/** The courier's thread and its clock. What is handed to it runs there, one after the other. */
interface Loop extends Executor, AutoCloseable {

    /** Epoch milliseconds. */
    long millis();

    /** Runs the task at that time, or soon after. */
    void at(long millis, Runnable task);

    @Override
    void close();
}
