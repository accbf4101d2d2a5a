package dev.sluice.samples.shop;

import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import java.io.IOException;

/** Bills orders: an entry in the ledger is an invoice, and there is one for each order however often it comes. */
final class Billing implements Handler<Order> {
    private final Ledger<Invoice> invoices;

    Billing(Ledger<Invoice> invoices) {
        this.invoices = invoices;
    }

    @Override
    public void handle(Delivery<Order> message) throws IOException {
        Order order = message.body();
        invoices.enter(order.id(), new Invoice(order, System.currentTimeMillis()));
    }
}
