package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.client.AccessDeniedException;
import dev.sluice.client.AttributeValue;
import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.Batching;
import dev.sluice.client.Publication;
import dev.sluice.client.PublishResult;
import dev.sluice.client.RefusedException;
import dev.sluice.client.SluiceException;
import dev.sluice.client.TopicNotFoundException;
import dev.sluice.protocol.sns.MessageAttributeValue;
import dev.sluice.protocol.sns.PublishBatchRequest;
import dev.sluice.protocol.sns.PublishBatchRequestEntry;
import dev.sluice.protocol.sns.PublishBatchResponse;
import dev.sluice.protocol.sns.PublishBatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.wire.SnsOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is published to a topic, on its way. */
final class Publishes {

    /** What SNS takes in one request of several messages, or in a larger one of a topic that lets single messages be larger. */
    private static final int BATCH_BYTES = 256 << 10;

    private final Calls calls;
    private final TopicAddress address;
    private final SendBuffer<Prepared, PublishResult> buffer;

    /** @param token of the application, with which the message travels alone; null if it has none, or the topic needs none */
    private record Prepared(
            PublishBatchRequestEntry entry, @Nullable String token) {}

    Publishes(Calls calls, Batching batching, TopicAddress address) {
        this.calls = calls;
        this.address = address;
        this.buffer =
                new SendBuffer<>(address.name(), address.isFifo(), BATCH_BYTES, batching, calls.timer, this::request);
    }

    /**
     * @param text the encoded body
     * @param patience how long to wait for room
     */
    CompletableFuture<PublishResult> publish(Publication<?> message, String text, Duration patience) {
        int size = text.getBytes(UTF_8).length + SendBuffer.sizeOf(message.attributes());
        String token = address.isFifo() ? null : message.idempotencyToken();
        var prepared = new Prepared(entry(message, text), token);
        return buffer.add(prepared, size, message.group(), token != null, patience);
    }

    CompletableFuture<Void> flush() {
        return buffer.flush();
    }

    /** With its deduplication id, if it needs one: made here, once, so that each attempt has the same. */
    private PublishBatchRequestEntry entry(Publication<?> message, String text) {
        String deduplicationId = message.deduplicationId();
        if (deduplicationId == null && address.isFifo() && !message.isDeduplicatedByContent()) {
            String token = message.idempotencyToken();
            deduplicationId = token != null ? token : UUID.randomUUID().toString();
        }
        return new PublishBatchRequestEntry(
                "",
                text,
                message.subject(),
                message.isStructured() ? "json" : null,
                wire(message.attributes()),
                deduplicationId,
                message.group());
    }

    private CompletableFuture<List<@Nullable Outcome<PublishResult>>> request(List<Prepared> batch) {
        var entries = new ArrayList<PublishBatchRequestEntry>(batch.size());
        for (int i = 0; i < batch.size(); i++) entries.add(withId(batch.get(i).entry(), BatchIds.of(i)));
        String token = batch.get(0).token();
        var answer = Futures.then(
                address.arn(),
                arn -> calls.send(
                        SnsOperations.PUBLISH_BATCH, new PublishBatchRequest(arn, entries), address.isFifo(), token));
        var outcomes = Futures.map(answer, response -> outcomes(batch.size(), response));
        return Futures.orElse(outcomes, failure -> failed(batch, failure));
    }

    /**
     * Never fails. A server that refuses a batch as a whole may mean one message, an empty one say, or all together: a topic's
     * {@code MaximumMessageSize} bounds the whole batch, too. So the halves are published each by itself, and in the end only
     * those are refused that must be.
     */
    private CompletableFuture<List<@Nullable Outcome<PublishResult>>> failed(
            List<Prepared> batch, SluiceException failure) {
        int half = batch.size() / 2;
        if (half == 0 || !(failure instanceof RefusedException refused) || concernsAll(refused)) {
            return CompletableFuture.completedFuture(Collections.nCopies(batch.size(), new Outcome<>(null, failure)));
        }
        return Futures.then(
                request(batch.subList(0, half)),
                first -> Futures.map(request(batch.subList(half, batch.size())), second -> joined(first, second)));
    }

    private static boolean concernsAll(RefusedException refused) {
        return refused instanceof TopicNotFoundException || refused instanceof AccessDeniedException;
    }

    private static <E> List<E> joined(List<E> first, List<E> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static List<@Nullable Outcome<PublishResult>> outcomes(int size, PublishBatchResponse response) {
        var failed = response.failed().stream()
                .map(entry -> new BatchResultErrorEntry(entry.id(), entry.senderFault(), entry.code(), entry.message()))
                .toList();
        var outcomes = BatchIds.<PublishResult>failures(size, failed);
        for (PublishBatchResultEntry published : response.successful()) {
            outcomes.set(
                    BatchIds.place(published.id(), size),
                    new Outcome<>(new PublishResult(published.messageId(), published.sequenceNumber()), null));
        }
        return outcomes;
    }

    private static PublishBatchRequestEntry withId(PublishBatchRequestEntry entry, String id) {
        return new PublishBatchRequestEntry(
                id,
                entry.message(),
                entry.subject(),
                entry.messageStructure(),
                entry.messageAttributes(),
                entry.messageDeduplicationId(),
                entry.messageGroupId());
    }

    private static Map<String, MessageAttributeValue> wire(Map<String, AttributeValue> attributes) {
        var wire = new LinkedHashMap<String, MessageAttributeValue>();
        attributes.forEach(
                (name, value) -> wire.put(name, new MessageAttributeValue(value.type(), value.text(), value.bytes())));
        return wire;
    }
}
