package dev.sluice.samples.shop;

/**
 * What an order's customer owes.
 *
 * @param billedAt in milliseconds since 1970
 */
record Invoice(Order order, long billedAt) {}
