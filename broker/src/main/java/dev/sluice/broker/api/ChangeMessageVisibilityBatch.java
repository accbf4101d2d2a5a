package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequestEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchResponse;
import java.util.ArrayList;
import java.util.List;

/** Changes the visibility of up to ten received messages, each with its own outcome. */
final class ChangeMessageVisibilityBatch
        implements Action<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse> {
    private static final String ENTRY = "ChangeMessageVisibilityBatchRequestEntry";

    private final ReceiptHandles handles;
    private final PollTable polls;

    ChangeMessageVisibilityBatch(ReceiptHandles handles, PollTable polls) {
        this.handles = handles;
        this.polls = polls;
    }

    @Override
    public void start(
            ChangeMessageVisibilityBatchRequest request, Exchange<ChangeMessageVisibilityBatchResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        polls.finishing(queue, exchange);
        var entries = BatchRules.checked(ENTRY, request.entries(), ChangeMessageVisibilityBatchRequestEntry::id);

        var batch = new HandleBatch();
        var changes = new ArrayList<Command.VisibilityChange>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            String id = String.valueOf(entries.get(i).id());
            String handle = entries.get(i).receiptHandle();
            Integer seconds = entries.get(i).visibilityTimeout();
            if (handle == null || handle.isEmpty()) throw BatchRules.missing(ENTRY, i, "ReceiptHandle");
            if (seconds == null) throw BatchRules.missing(ENTRY, i, "VisibilityTimeout");
            try {
                if (seconds < 0 || seconds > ChangeMessageVisibility.MOST_SECONDS) {
                    throw ChangeMessageVisibility.outOfRange(seconds);
                }
                changes.add(new Command.VisibilityChange(handles.handle(handle), seconds));
                batch.goesOn(id, handle, seconds);
            } catch (ApiException fault) {
                batch.failsHere(id, fault);
            }
        }
        if (changes.isEmpty()) {
            exchange.answerIfQueueExists(queue, worded(batch.settled(List.of())));
        } else {
            exchange.submit(
                    new Command.ChangeVisibility(queue, changes),
                    reply -> worded(batch.settled(((Reply.Settled) reply).outcomes())));
        }
    }

    private static ChangeMessageVisibilityBatchResponse worded(HandleBatch batch) {
        return new ChangeMessageVisibilityBatchResponse(batch.successful(), batch.failed());
    }
}
