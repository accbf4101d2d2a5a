package dev.sluice.broker.engine;

/**
 * A command with its place in the log and the time it carries.
 *
 * @param index one more than the entry before
 * @param time epoch milliseconds, never less than the entry before
 */
public record Entry(long index, long time, Command command) {}
