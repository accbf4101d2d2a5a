package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.DeleteMessageRequest;
import dev.sluice.protocol.sqs.Nothing;
import java.util.List;

/** Deletes a received message. Deleting it again is no error. */
final class DeleteMessage implements Action<DeleteMessageRequest, Nothing> {
    private final ReceiptHandles handles;
    private final PollTable polls;

    DeleteMessage(ReceiptHandles handles, PollTable polls) {
        this.handles = handles;
        this.polls = polls;
    }

    @Override
    public void start(DeleteMessageRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        polls.finishing(queue, exchange);
        String handle = request.receiptHandle();
        if (handle == null || handle.isEmpty()) throw Faults.missingParameter("ReceiptHandle");
        var deletion = new Command.Delete(queue, List.of(handles.handle(handle)), HandledTimes.of(exchange, 1));
        exchange.submit(deletion, reply -> {
            var rejected = ((Reply.Settled) reply).outcomes().get(0);
            if (rejected != null) throw Faults.ofHandle(rejected, handle, 0);
            return Nothing.NOTHING;
        });
    }
}
