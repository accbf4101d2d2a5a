package dev.sluice.broker.hint;

/**
 * A number of workers that an operator has fixed.
 *
 * @param until epoch milliseconds; from then on it is void
 */
public record Pin(int desired, long until) {}
