package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.sqs.BatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of the entries of a batch of receipt handles: some fail here, the others have an outcome from the shard. */
final class HandleBatch {
    private final List<Item> items = new ArrayList<>();
    private final List<BatchResultEntry> successful = new ArrayList<>();
    private final List<BatchResultErrorEntry> failed = new ArrayList<>();

    private record Item(
            String id, String handle, int seconds, @Nullable ApiException fault) {}

    /** @param seconds of visibility, or 0 when the batch is about something else */
    void goesOn(String id, String handle, int seconds) {
        items.add(new Item(id, handle, seconds, null));
    }

    void failsHere(String id, ApiException fault) {
        items.add(new Item(id, "", 0, fault));
    }

    /** @param outcomes of the entries that went on, in order */
    HandleBatch settled(List<Reply.@Nullable Rejected> outcomes) {
        int next = 0;
        for (Item item : items) {
            ApiException fault = item.fault;
            if (fault == null) {
                var rejected = outcomes.get(next++);
                if (rejected != null) fault = Faults.ofHandle(rejected, item.handle, item.seconds);
            }
            if (fault == null) {
                successful.add(new BatchResultEntry(item.id));
            } else {
                failed.add(BatchRules.failed(item.id, fault));
            }
        }
        return this;
    }

    List<BatchResultEntry> successful() {
        return successful;
    }

    List<BatchResultErrorEntry> failed() {
        return failed;
    }
}
