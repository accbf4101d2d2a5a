package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.DeleteMessageBatchResponse;
import java.util.ArrayList;
import java.util.List;

/** Deletes up to ten received messages, each with its own outcome. */
final class DeleteMessageBatch implements Action<DeleteMessageBatchRequest, DeleteMessageBatchResponse> {
    private static final String ENTRY = "DeleteMessageBatchRequestEntry";

    private final ReceiptHandles handles;
    private final PollTable polls;

    DeleteMessageBatch(ReceiptHandles handles, PollTable polls) {
        this.handles = handles;
        this.polls = polls;
    }

    @Override
    public void start(DeleteMessageBatchRequest request, Exchange<DeleteMessageBatchResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        polls.finishing(queue, exchange);
        var entries = BatchRules.checked(ENTRY, request.entries(), DeleteMessageBatchRequestEntry::id);

        var batch = new HandleBatch();
        var deletes = new ArrayList<ReceiptHandle>(entries.size());
        List<Long> told = HandledTimes.of(exchange, entries.size());
        var handled = new ArrayList<Long>(told.size());
        for (int i = 0; i < entries.size(); i++) {
            String id = String.valueOf(entries.get(i).id());
            String handle = entries.get(i).receiptHandle();
            if (handle == null || handle.isEmpty()) throw BatchRules.missing(ENTRY, i, "ReceiptHandle");
            try {
                deletes.add(handles.handle(handle));
                if (!told.isEmpty()) handled.add(told.get(i));
                batch.goesOn(id, handle, 0);
            } catch (ApiException fault) {
                batch.failsHere(id, fault);
            }
        }
        if (deletes.isEmpty()) {
            exchange.answerIfQueueExists(queue, worded(batch.settled(List.of())));
        } else {
            exchange.submit(
                    new Command.Delete(queue, deletes, handled),
                    reply -> worded(batch.settled(((Reply.Settled) reply).outcomes())));
        }
    }

    private static DeleteMessageBatchResponse worded(HandleBatch batch) {
        return new DeleteMessageBatchResponse(batch.successful(), batch.failed());
    }
}
