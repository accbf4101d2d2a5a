package dev.sluice.broker.api;

import dev.sluice.broker.api.OutgoingMessages.Draft;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.SequenceNumbers;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageBatchResultEntry;
import dev.sluice.protocol.sqs.SendMessageRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stores up to ten messages. One that is at fault fails alone and never reaches the shard; the others go on. */
final class SendMessageBatch implements Action<SendMessageBatchRequest, SendMessageBatchResponse> {
    private static final String ENTRY = "SendMessageBatchRequestEntry";

    @Override
    public void start(SendMessageBatchRequest request, Exchange<SendMessageBatchResponse> exchange) {
        var queue = exchange.queue(request.queueUrl());
        var entries = BatchRules.checked(ENTRY, request.entries(), SendMessageBatchRequestEntry::id);
        byte[][] bodies = bodies(entries);
        requireNotTooLong(entries, bodies);
        if (queue.isFifo()) requireGroups(entries);

        var drafts = new ArrayList<Checked>(entries.size());
        var outgoing = new ArrayList<Command.Outgoing>(entries.size());
        for (int i = 0; i < bodies.length; i++) {
            Checked checked = check(entries.get(i), bodies[i], exchange, queue.isFifo());
            drafts.add(checked);
            if (checked.draft != null) outgoing.add(checked.draft.outgoing());
        }
        if (outgoing.isEmpty()) {
            exchange.answerIfQueueExists(queue, worded(drafts, List.of()));
        } else {
            var token = OutgoingMessages.token(outgoing, exchange, queue.isFifo());
            exchange.submit(
                    new Command.Send(queue, outgoing, token), reply -> worded(drafts, ((Reply.Sent) reply).outcomes()));
        }
    }

    /** An entry that may be sent, or the reason why not. */
    private record Checked(
            String id, @Nullable Draft draft, @Nullable ApiException fault) {}

    private static byte[][] bodies(List<SendMessageBatchRequestEntry> entries) {
        var bodies = new byte[entries.size()][];
        for (int i = 0; i < bodies.length; i++) {
            String body = entries.get(i).messageBody();
            if (body == null) throw BatchRules.missing(ENTRY, i, "MessageBody");
            bodies[i] = body.getBytes(StandardCharsets.UTF_8);
        }
        return bodies;
    }

    private static void requireNotTooLong(List<SendMessageBatchRequestEntry> entries, byte[][] bodies) {
        long bytes = 0;
        for (int i = 0; i < bodies.length; i++) {
            bytes += bodies[i].length
                    + MessageAttributeRules.sizeBytes(entries.get(i).messageAttributes());
        }
        if (bytes > BatchRules.MOST_BYTES) throw BatchRules.tooLong(bytes);
    }

    private static void requireGroups(List<SendMessageBatchRequestEntry> entries) {
        for (var entry : entries) if (entry.messageGroupId() == null) throw MessageFaults.noGroupInBatch();
    }

    private static Checked check(SendMessageBatchRequestEntry entry, byte[] body, Exchange<?> exchange, boolean fifo) {
        String id = String.valueOf(entry.id());
        try {
            return new Checked(id, OutgoingMessages.draft(asSingle(entry), body, exchange, fifo), null);
        } catch (ApiException fault) {
            return new Checked(id, null, fault);
        }
    }

    private static SendMessageRequest asSingle(SendMessageBatchRequestEntry entry) {
        return new SendMessageRequest(
                null,
                entry.messageBody(),
                entry.delaySeconds(),
                entry.messageAttributes(),
                entry.messageSystemAttributes(),
                entry.messageDeduplicationId(),
                entry.messageGroupId());
    }

    /** @param outcomes of the entries without a fault, in order */
    private static SendMessageBatchResponse worded(List<Checked> entries, List<Reply.SendOutcome> outcomes) {
        var successful = new ArrayList<SendMessageBatchResultEntry>(outcomes.size());
        var failed = new ArrayList<BatchResultErrorEntry>();
        int next = 0;
        for (Checked entry : entries) {
            Draft draft = entry.draft;
            if (draft == null) {
                if (entry.fault != null) failed.add(BatchRules.failed(entry.id, entry.fault));
                continue;
            }
            Reply.SendOutcome outcome = outcomes.get(next++);
            Reply.Rejected rejected = outcome.rejected();
            if (rejected != null) {
                failed.add(BatchRules.failed(entry.id, fault(rejected)));
            } else {
                successful.add(new SendMessageBatchResultEntry(
                        entry.id,
                        String.valueOf(outcome.id()),
                        draft.bodyMd5(),
                        draft.attributesMd5(),
                        draft.systemAttributesMd5(),
                        SequenceNumbers.text(outcome.sequence())));
            }
        }
        return new SendMessageBatchResponse(successful, failed);
    }

    private static ApiException fault(Reply.Rejected rejected) {
        if (rejected.reason() == Rejection.MESSAGE_TOO_LARGE) return MessageFaults.entryTooLarge(rejected.detail());
        throw new IllegalStateException(rejected + " is no outcome of a sent message");
    }
}
