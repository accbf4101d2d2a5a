package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.TextHash;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out messages, waiting for one if asked to. What a vanished client received is undone. */
final class ReceiveMessage implements Action<ReceiveMessageRequest, ReceiveMessageResponse> {
    private static final int MOST_MESSAGES = 10;
    private static final int MOST_WAIT_SECONDS = 20;

    private final ReceiptHandles handles;
    private final PollTable polls;

    ReceiveMessage(ReceiptHandles handles, PollTable polls) {
        this.handles = handles;
        this.polls = polls;
    }

    @Override
    public void start(ReceiveMessageRequest request, Exchange<ReceiveMessageResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        Integer max = request.maxNumberOfMessages();
        if (max != null && (max < 1 || max > MOST_MESSAGES)) {
            throw Faults.invalidParameter(max, "MaxNumberOfMessages", "Must be between 1 and 10, if provided.");
        }
        int wait = secondsUpTo(MOST_WAIT_SECONDS, request.waitTimeSeconds(), "WaitTimeSeconds");
        int visibility =
                secondsUpTo(ChangeMessageVisibility.MOST_SECONDS, request.visibilityTimeout(), "VisibilityTimeout");
        String attempt = request.receiveRequestAttemptId();
        if (attempt != null && queue.isFifo() && !Characters.areId(attempt)) {
            throw MessageFaults.illegalId(attempt, "ReceiveRequestAttemptId");
        }
        long attemptHash = queue.isFifo() ? TextHash.of(attempt) : TextHash.NONE;
        var selection = new ReceivedAttributes(request, queue.isFifo());

        Poller poller = polls.polled(queue, exchange, Math.max(0, wait));
        if (wait != 0) exchange.cancelWhenClientGoes();
        exchange.submit(new Command.Receive(queue, max == null ? 1 : max, visibility, wait, attemptHash), reply -> {
            var deliveries = ((Reply.Received) reply).deliveries();
            polls.answered(poller, !deliveries.isEmpty());
            if (!deliveries.isEmpty()) exchange.ifUndelivered(() -> undo(queue, deliveries, exchange));
            return worded(deliveries, selection);
        });
    }

    private static int secondsUpTo(int most, @Nullable Integer seconds, String parameter) {
        if (seconds == null) return Command.QUEUE_DEFAULT;
        if (seconds < 0 || seconds > most) {
            throw Faults.invalidParameter(seconds, parameter, "Must be >= 0 and <= " + most + ", if provided.");
        }
        return seconds;
    }

    private ReceiveMessageResponse worded(List<Reply.Delivery> deliveries, ReceivedAttributes selection) {
        var messages = new ArrayList<ReceivedMessage>(deliveries.size());
        for (var delivery : deliveries) messages.add(selection.worded(delivery, handles.text(delivery.handle())));
        return new ReceiveMessageResponse(messages);
    }

    /** If the shard cannot take it the messages come back when their visibility timeout ends. */
    private static void undo(QueueId queue, List<Reply.Delivery> deliveries, Exchange<?> exchange) {
        var undone = new ArrayList<ReceiptHandle>(deliveries.size());
        for (var delivery : deliveries) undone.add(delivery.handle());
        exchange.submitUnanswered(new Command.UndoReceive(queue, undone));
    }
}
