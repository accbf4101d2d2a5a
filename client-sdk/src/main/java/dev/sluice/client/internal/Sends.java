package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.Batching;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.Outgoing;
import dev.sluice.client.SendResult;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.MessageDigests;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageBatchResultEntry;
import dev.sluice.protocol.wire.SqsOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What is sent to a queue, on its way. */
final class Sends {
    private static final int BATCH_BYTES = 1 << 20;

    private final Calls calls;
    private final QueueAddress address;
    private final SendBuffer<Prepared, SendResult> buffer;

    /**
     * @param digest of the body, as the server must answer it
     * @param token of the application, with which the message travels alone; null if it has none, or the queue needs none
     */
    private record Prepared(
            SendMessageBatchRequestEntry entry,
            String digest,
            @Nullable String token) {}

    Sends(Calls calls, Batching batching, QueueAddress address) {
        this.calls = calls;
        this.address = address;
        this.buffer =
                new SendBuffer<>(address.name(), address.isFifo(), BATCH_BYTES, batching, calls.timer, this::request);
    }

    /**
     * @param text the encoded body
     * @param patience how long to wait for room
     */
    CompletableFuture<SendResult> send(Outgoing<?> message, String text, Duration patience) {
        byte[] utf8 = text.getBytes(UTF_8);
        int size = utf8.length + SendBuffer.sizeOf(message.attributes());
        String token = address.isFifo() ? null : message.idempotencyToken();
        var prepared = new Prepared(entry(message, text), MessageDigests.hex(MessageDigests.md5(utf8)), token);
        return buffer.add(prepared, size, message.group(), token != null, patience);
    }

    CompletableFuture<Void> flush() {
        return buffer.flush();
    }

    /** With its deduplication id, if it needs one: made here, once, so that each attempt has the same. */
    private SendMessageBatchRequestEntry entry(Outgoing<?> message, String text) {
        String deduplicationId = message.deduplicationId();
        if (deduplicationId == null && address.isFifo() && !message.isDeduplicatedByContent()) {
            String token = message.idempotencyToken();
            deduplicationId = token != null ? token : UUID.randomUUID().toString();
        }
        Duration delay = message.delay();
        String traceHeader = message.traceHeader();
        return new SendMessageBatchRequestEntry(
                null,
                text,
                delay == null ? null : (int) delay.toSeconds(),
                wire(message.attributes()),
                traceHeader == null
                        ? Map.of()
                        : Map.of("AWSTraceHeader", new MessageAttributeValue("String", traceHeader, null, false)),
                deduplicationId,
                message.group());
    }

    private CompletableFuture<List<@Nullable Outcome<SendResult>>> request(List<Prepared> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>(batch.size());
        for (int i = 0; i < batch.size(); i++) entries.add(withId(batch.get(i).entry(), BatchIds.of(i)));
        String token = batch.get(0).token();
        var answer = Futures.then(
                address.url(),
                url -> calls.send(
                        SqsOperations.SEND_MESSAGE_BATCH,
                        new SendMessageBatchRequest(url, entries),
                        address.isFifo(),
                        token));
        return Futures.map(answer, response -> outcomes(batch, response));
    }

    private static List<@Nullable Outcome<SendResult>> outcomes(
            List<Prepared> batch, SendMessageBatchResponse response) {
        var outcomes = BatchIds.<SendResult>failures(batch.size(), response.failed());
        for (SendMessageBatchResultEntry sent : response.successful()) {
            int place = BatchIds.place(sent.id(), batch.size());
            outcomes.set(
                    place,
                    sent.md5OfMessageBody().equals(batch.get(place).digest())
                            ? new Outcome<>(new SendResult(sent.messageId(), sent.sequenceNumber()), null)
                            : new Outcome<>(null, damaged(sent)));
        }
        return outcomes;
    }

    private static OutcomeUnknownException damaged(SendMessageBatchResultEntry sent) {
        return new OutcomeUnknownException(
                "message " + sent.messageId() + " is stored, but with another body than was sent: its digest differs",
                null);
    }

    private static SendMessageBatchRequestEntry withId(SendMessageBatchRequestEntry entry, String id) {
        return new SendMessageBatchRequestEntry(
                id,
                entry.messageBody(),
                entry.delaySeconds(),
                entry.messageAttributes(),
                entry.messageSystemAttributes(),
                entry.messageDeduplicationId(),
                entry.messageGroupId());
    }

    private static Map<String, MessageAttributeValue> wire(Map<String, AttributeValue> attributes) {
        if (attributes.isEmpty()) return Map.of();
        var wire = new LinkedHashMap<String, MessageAttributeValue>();
        attributes.forEach((name, value) ->
                wire.put(name, new MessageAttributeValue(value.type(), value.text(), value.bytes(), false)));
        return wire;
    }
}
