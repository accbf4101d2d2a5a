package dev.sluice.samples.shop;

/**
 * What a customer has ordered.
 *
 * @param id chosen by the customer's side, so that an order sent again is known to be the same
 * @param cents what it costs
 * @param orderedAt when the buying service took it, in milliseconds since 1970
 */
record Order(String id, String customer, String item, int cents, long orderedAt) {}
