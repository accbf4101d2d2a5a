package dev.sluice.broker.api;

import dev.sluice.broker.api.OutgoingMessages.Draft;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stores one message. */
final class SendMessage implements Action<SendMessageRequest, SendMessageResponse> {

    @Override
    public void start(SendMessageRequest request, Exchange<SendMessageResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        String body = request.messageBody();
        if (body == null) throw Faults.missingParameter("MessageBody");
        Draft draft = OutgoingMessages.draft(request, body.getBytes(StandardCharsets.UTF_8), exchange, queue.isFifo());
        var messages = List.of(draft.outgoing());
        var token = OutgoingMessages.token(messages, exchange, queue.isFifo());
        exchange.submit(new Command.Send(queue, messages, token), reply -> {
            var outcome = ((Reply.Sent) reply).outcomes().get(0);
            var rejected = outcome.rejected();
            if (rejected != null) throw Faults.of(rejected, queue);
            return new SendMessageResponse(
                    String.valueOf(outcome.id()),
                    draft.bodyMd5(),
                    draft.attributesMd5(),
                    draft.systemAttributesMd5(),
                    SequenceNumbers.text(outcome.sequence()));
        });
    }
}
