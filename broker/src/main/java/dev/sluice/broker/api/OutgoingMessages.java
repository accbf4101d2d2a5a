package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.Outgoing;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.Message;
import dev.sluice.protocol.sqs.MessageDigests;
import dev.sluice.protocol.sqs.SendMessageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a client wants to send into what is stored. */
final class OutgoingMessages {
    static final int MOST_DELAY_SECONDS = 900;

    private OutgoingMessages() {}

    /**
     * A message that passed every check which needs no queue.
     *
     * @param bodyMd5 lower-case hex, as are the others; null where there are no attributes of the kind
     */
    record Draft(
            Outgoing outgoing,
            String bodyMd5,
            @Nullable String attributesMd5,
            @Nullable String systemAttributesMd5) {}

    /**
     * @param body the UTF-8 of the request's body
     * @throws dev.sluice.protocol.error.ApiException saying what is wrong with the message
     */
    static Draft draft(SendMessageRequest request, byte[] body, Exchange<?> exchange, boolean fifo) {
        String text = request.messageBody();
        if (text == null || text.isEmpty()) throw Faults.missingParameter("MessageBody");
        if (!Characters.areText(text, body)) throw MessageFaults.illegalBody();
        checkGroup(request.messageGroupId(), fifo);
        String deduplication = checkedDeduplication(request.messageDeduplicationId(), fifo);
        boolean byContent = fifo && deduplication == null;
        int delaySeconds = delaySeconds(request.delaySeconds(), fifo);
        var attributes = MessageAttributeRules.checked(request.messageAttributes());
        String traceHeader = MessageAttributeRules.traceHeader(request.messageSystemAttributes());

        byte[] bodyMd5 = MessageDigests.md5(body);
        var message = new Message(
                exchange.newMessageId(),
                body,
                bodyMd5,
                attributes,
                request.messageGroupId(),
                byContent ? MessageDigests.sha256(body) : deduplication,
                traceHeader != null ? traceHeader : exchange.traceHeader(),
                exchange.senderId());
        int size = body.length + MessageAttributeRules.sizeBytes(request.messageAttributes());
        return new Draft(
                new Outgoing(message, size, delaySeconds, byContent),
                MessageDigests.hex(bodyMd5),
                MessageAttributeRules.digest(request.messageAttributes()),
                MessageAttributeRules.digest(request.messageSystemAttributes()));
    }

    /**
     * By what a standard queue knows that a request repeats another; null when the client does not say. FIFO queues have
     * deduplication ids.
     */
    static @Nullable IdempotencyToken token(List<Outgoing> messages, Exchange<?> exchange, boolean fifo) {
        String text = fifo ? null : exchange.idempotencyToken();
        if (text == null) return null;
        if (!Characters.areId(text)) throw MessageFaults.illegalId(text, Extensions.IDEMPOTENCY_TOKEN);
        return IdempotencyToken.of(
                text,
                messages.stream().map(outgoing -> outgoing.message().bodyMd5()).toList());
    }

    private static int delaySeconds(@Nullable Integer delay, boolean fifo) {
        if (fifo && delay != null && delay > 0) throw MessageFaults.notForThisQueueType("" + delay, "DelaySeconds");
        if (delay == null) return Command.QUEUE_DEFAULT;
        if (delay < 0 || delay > MOST_DELAY_SECONDS) {
            throw Faults.invalidParameter(delay, "DelaySeconds", "DelaySeconds must be >= 0 and <= 900.");
        }
        return delay;
    }

    /** On a standard queue a group is a label without effect on order. */
    private static void checkGroup(@Nullable String group, boolean fifo) {
        if (fifo && group == null) throw Faults.missingParameter("MessageGroupId");
        if (group != null && !Characters.areId(group)) throw MessageFaults.illegalId(group, "MessageGroupId");
    }

    private static @Nullable String checkedDeduplication(@Nullable String id, boolean fifo) {
        if (id == null) return null;
        if (!fifo) throw MessageFaults.notForThisQueueType(id, "MessageDeduplicationId");
        if (!Characters.areId(id)) throw MessageFaults.illegalId(id, "MessageDeduplicationId");
        return id;
    }
}
