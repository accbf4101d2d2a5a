package dev.sluice.samples.shop;

import dev.sluice.client.Delivery;
import dev.sluice.client.Handler;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships orders: draws a label, waits for the carrier, and hands over the parcel by an entry in the ledger. Killed before that,
 * nothing was shipped and the next worker begins anew; killed after it, the next worker finds the entry.
 */
final class Shipping implements Handler<Order> {
    private static final Logger LOG = LoggerFactory.getLogger(Shipping.class);

    private final Ledger<Shipment> shipments;
    private final Duration carrier;

    /** @param carrier how long the one outside takes to answer, which is most of a shipment's time */
    Shipping(Ledger<Shipment> shipments, Duration carrier) {
        this.shipments = shipments;
        this.carrier = carrier;
    }

    @Override
    public void handle(Delivery<Order> message) throws IOException, InterruptedException {
        Order order = message.body();
        if (shipments.has(order.id())) {
            LOG.info("{} was shipped before, receive {}", order.id(), message.receiveCount());
            return;
        }
        long begunAt = System.currentTimeMillis();
        byte[] label = Label.draw(order);
        TimeUnit.NANOSECONDS.sleep(carrier.toNanos());
        var shipment = new Shipment(
                order,
                Long.toString(Label.number(label), 36),
                Objects.requireNonNull(message.sequenceNumber()),
                begunAt,
                System.currentTimeMillis(),
                ProcessHandle.current().pid());
        if (shipments.enter(order.id(), shipment)) LOG.debug("{} shipped", order.id());
    }
}
