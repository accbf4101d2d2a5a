package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.Batching;
import dev.sluice.client.BufferFullException;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.Outgoing;
import dev.sluice.client.SendResult;
import dev.sluice.client.internal.Calls.Repeat;
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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a queue. A standard queue has one batcher with several requests under way. In a FIFO queue two
 * requests of one group could overtake one another, so groups are spread over as many batchers, each with one request
 * under way.
 */
final class Sends {
    private static final int ENTRY_OVERHEAD_BYTES = 1024;

    private final Calls calls;
    private final QueueAddress address;
    private final int roomBytes;
    private final Semaphore room;
    private final List<Batcher<Prepared, SendResult>> lanes;

    /** @param digest of the body, as the server must answer it */
    private record Prepared(SendMessageBatchRequestEntry entry, String digest) {}

    Sends(Calls calls, Batching batching, QueueAddress address) {
        this.calls = calls;
        this.address = address;
        this.roomBytes = batching.pendingBytes();
        this.room = new Semaphore(roomBytes);
        int count = address.isFifo() ? batching.requests() : 1;
        int requestsEach = address.isFifo() ? 1 : batching.requests();
        var batchers = new ArrayList<Batcher<Prepared, SendResult>>();
        for (int i = 0; i < count; i++) {
            batchers.add(new Batcher<>(requestsEach, batching.linger(), calls.timer, this::request));
        }
        this.lanes = List.copyOf(batchers);
    }

    /**
     * @param text the encoded body
     * @param patience how long to wait for room
     */
    CompletableFuture<SendResult> send(Outgoing<?> message, String text, Duration patience) {
        byte[] utf8 = text.getBytes(UTF_8);
        int size = utf8.length + sizeOf(message.attributes());
        int taken = Math.min(size + ENTRY_OVERHEAD_BYTES, roomBytes);
        if (!takeRoom(taken, patience)) {
            return CompletableFuture.failedFuture(new BufferFullException(
                    "more than " + roomBytes + " bytes wait for their answer; not sent to " + address.name()));
        }
        var prepared = new Prepared(entry(message, text), MessageDigests.hex(MessageDigests.md5(utf8)));
        var result = lane(message.group()).add(prepared, size);
        Futures.whenDone(result, (sent, failure) -> room.release(taken));
        return result;
    }

    private boolean takeRoom(int bytes, Duration patience) {
        if (room.tryAcquire(bytes)) return true;
        if (patience.isZero()) return false;
        try {
            return room.tryAcquire(bytes, patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    CompletableFuture<Void> flush() {
        return CompletableFuture.allOf(lanes.stream().map(Batcher::flush).toArray(CompletableFuture<?>[]::new));
    }

    private Batcher<Prepared, SendResult> lane(@Nullable String group) {
        return lanes.get(group == null ? 0 : Math.floorMod(group.hashCode(), lanes.size()));
    }

    /** With its deduplication id, if it needs one: made here, once, so that each attempt has the same. */
    private SendMessageBatchRequestEntry entry(Outgoing<?> message, String text) {
        String deduplicationId = message.deduplicationId();
        if (deduplicationId == null && address.isFifo() && !message.isDeduplicatedByContent()) {
            deduplicationId = UUID.randomUUID().toString();
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

    private CompletableFuture<List<Outcome<SendResult>>> request(List<Prepared> batch) {
        var entries = new ArrayList<SendMessageBatchRequestEntry>(batch.size());
        for (int i = 0; i < batch.size(); i++) entries.add(withId(batch.get(i).entry(), BatchIds.of(i)));
        Repeat repeat = address.isFifo() ? Repeat.HARMLESS : Repeat.DOUBLES;
        var answer = Futures.then(
                address.url(),
                url -> calls.call(SqsOperations.SEND_MESSAGE_BATCH, new SendMessageBatchRequest(url, entries), repeat));
        return Futures.map(answer, response -> outcomes(batch, response));
    }

    private static List<Outcome<SendResult>> outcomes(List<Prepared> batch, SendMessageBatchResponse response) {
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

    /** As SQS counts: names, types and values. */
    private static int sizeOf(Map<String, AttributeValue> attributes) {
        int size = 0;
        for (var attribute : attributes.entrySet()) {
            String text = attribute.getValue().text();
            byte[] bytes = attribute.getValue().bytes();
            size += attribute.getKey().length() + attribute.getValue().type().length();
            size += text != null ? text.getBytes(UTF_8).length : bytes == null ? 0 : bytes.length;
        }
        return size;
    }
}
