package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.protocol.sqs.ReceivedMessage;

/** Words messages for a consumer inside the broker, as a receive that asks for everything would. Any thread. */
public final class ReceivedInFull {
    private final ReceiptHandles handles;

    /** @param tokenKey as {@link SqsApi} has it, so that its actions take the receipt handles */
    public ReceivedInFull(byte[] tokenKey) {
        this.handles = new ReceiptHandles(new SipHash(tokenKey));
    }

    /** @param fifo whether it comes from a FIFO queue */
    public ReceivedMessage worded(Delivery delivery, boolean fifo) {
        return ReceivedAttributes.everything(fifo).worded(delivery, handles.text(delivery.handle()));
    }
}
