package dev.sluice.samples.shop;

/**
 * An order on its way. Instants are in milliseconds since 1970.
 *
 * @param parcel the number on its label
 * @param sequence of the message in its queue: twenty digits, larger for later orders of a customer
 * @param begunAt when a worker took it in hand
 * @param worker the process that did
 */
record Shipment(Order order, String parcel, String sequence, long begunAt, long shippedAt, long worker) {

    /** From the order to the worker, in seconds. */
    double waited() {
        return (begunAt - order.orderedAt()) / 1000.0;
    }
}
