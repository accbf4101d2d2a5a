package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityRequest;
import dev.sluice.protocol.sqs.Nothing;
import java.util.List;

/** Hides a received message for longer, or shows it at once. */
final class ChangeMessageVisibility implements Action<ChangeMessageVisibilityRequest, Nothing> {
    static final int MOST_SECONDS = 43_200;

    private final ReceiptHandles handles;
    private final PollTable polls;

    ChangeMessageVisibility(ReceiptHandles handles, PollTable polls) {
        this.handles = handles;
        this.polls = polls;
    }

    @Override
    public void start(ChangeMessageVisibilityRequest request, Exchange<Nothing> exchange) {
        var queue = exchange.queue(request.queueUrl());
        polls.finishing(queue, exchange);
        String text = request.receiptHandle();
        Integer seconds = request.visibilityTimeout();
        if (text == null || text.isEmpty()) throw Faults.missingParameter("ReceiptHandle");
        if (seconds == null) throw Faults.missingParameter("VisibilityTimeout");
        if (seconds < 0 || seconds > MOST_SECONDS) throw outOfRange(seconds);
        ReceiptHandle handle = handles.handle(text);

        var change = new Command.VisibilityChange(handle, seconds);
        exchange.submit(new Command.ChangeVisibility(queue, List.of(change)), reply -> {
            var rejected = ((Reply.Settled) reply).outcomes().get(0);
            if (rejected != null) throw Faults.ofHandle(rejected, text, seconds);
            return Nothing.NOTHING;
        });
    }

    static ApiException outOfRange(int seconds) {
        return Faults.invalidParameter(seconds, "VisibilityTimeout", "Must be between 0 and 43200.");
    }
}
