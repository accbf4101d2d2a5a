package dev.sluice.client.internal;

import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.Batching;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sqs.BatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequestEntry;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequestEntry;
import dev.sluice.protocol.wire.SqsOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is done with the receipt handles of a queue: deleting, and changing how long messages are hidden. */
final class Receipts {
    /** Ten receipt handles are never too long for a request. */
    private static final int ANY_SIZE = Integer.MAX_VALUE;

    private static final String HANDLED = "X-Sluice-Handled";
    private static final int NOT_SAID = -1;

    private final Calls calls;
    private final QueueAddress address;
    private final Batcher<Deletion, Boolean> deletions;
    private final Batcher<Hiding, Boolean> hidings;

    private volatile @Nullable String finishing;

    /** @param handledMillis how long a handler worked on the message; {@link #NOT_SAID} when none of ours did */
    private record Deletion(String receiptHandle, int handledMillis) {}

    private record Hiding(String receiptHandle, int seconds) {}

    Receipts(Calls calls, Batching batching, QueueAddress address) {
        this.calls = calls;
        this.address = address;
        this.deletions =
                new Batcher<>(batching.requests(), ANY_SIZE, batching.linger(), calls.timer, this::requestDeletions);
        this.hidings =
                new Batcher<>(batching.requests(), ANY_SIZE, batching.linger(), calls.timer, this::requestHidings);
    }

    /** What a consumer that receives no more says of itself with what it still does; null once it is through. */
    void finishing(@Nullable String consumer) {
        finishing = consumer;
    }

    CompletableFuture<Boolean> delete(String receiptHandle) {
        return delete(receiptHandle, NOT_SAID);
    }

    /** @param handledMillis how long a handler worked on it; goes to the server, whose scaling hints count by it */
    CompletableFuture<Boolean> delete(String receiptHandle, int handledMillis) {
        return deletions.add(new Deletion(receiptHandle, handledMillis), 0);
    }

    CompletableFuture<Boolean> hide(String receiptHandle, int seconds) {
        return hidings.add(new Hiding(receiptHandle, seconds), 0);
    }

    CompletableFuture<Void> flush() {
        return CompletableFuture.allOf(deletions.flush(), hidings.flush());
    }

    private CompletableFuture<List<@Nullable Outcome<Boolean>>> requestDeletions(List<Deletion> batch) {
        var entries = new ArrayList<DeleteMessageBatchRequestEntry>(batch.size());
        for (Deletion deletion : batch) {
            entries.add(new DeleteMessageBatchRequestEntry(BatchIds.of(entries.size()), deletion.receiptHandle()));
        }
        var answer = Futures.then(
                address.url(),
                url -> calls.call(
                        SqsOperations.DELETE_MESSAGE_BATCH,
                        new DeleteMessageBatchRequest(url, entries),
                        Repeat.HARMLESS,
                        Duration.ZERO,
                        extensions(batch)));
        return Futures.map(answer, response -> outcomes(entries.size(), response.successful(), response.failed()));
    }

    /** Who deletes, if it is finishing, and for how long each was worked on, in their order, if that is known of any. */
    private Map<String, String> extensions(List<Deletion> batch) {
        var extensions = new HashMap<String, String>();
        String consumer = finishing;
        if (consumer != null) extensions.put(Calls.CONSUMER, consumer);
        if (batch.stream().anyMatch(deletion -> deletion.handledMillis() != NOT_SAID)) {
            String times = batch.stream()
                    .map(deletion -> deletion.handledMillis() == NOT_SAID ? "" : "" + deletion.handledMillis())
                    .collect(Collectors.joining(","));
            extensions.put(HANDLED, times);
        }
        return extensions;
    }

    private CompletableFuture<List<@Nullable Outcome<Boolean>>> requestHidings(List<Hiding> batch) {
        var entries = new ArrayList<ChangeMessageVisibilityBatchRequestEntry>(batch.size());
        for (Hiding hiding : batch) {
            entries.add(new ChangeMessageVisibilityBatchRequestEntry(
                    BatchIds.of(entries.size()), hiding.receiptHandle(), hiding.seconds()));
        }
        var answer = Futures.then(
                address.url(),
                url -> calls.call(
                        SqsOperations.CHANGE_MESSAGE_VISIBILITY_BATCH,
                        new ChangeMessageVisibilityBatchRequest(url, entries),
                        Repeat.HARMLESS,
                        Duration.ZERO,
                        finishing));
        return Futures.map(answer, response -> outcomes(entries.size(), response.successful(), response.failed()));
    }

    private static List<@Nullable Outcome<Boolean>> outcomes(
            int size, List<BatchResultEntry> successful, List<BatchResultErrorEntry> failed) {
        var outcomes = BatchIds.<Boolean>failures(size, failed);
        var done = new Outcome<>(Boolean.TRUE, null);
        for (BatchResultEntry entry : successful) outcomes.set(BatchIds.place(entry.id(), size), done);
        return outcomes;
    }
}
