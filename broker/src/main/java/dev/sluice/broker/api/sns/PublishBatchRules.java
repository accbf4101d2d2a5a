package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.api.Faults;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.sns.PublishBatchRequestEntry;
import java.util.HashSet;
import java.util.List;

/** What a batch must be as a whole. */
final class PublishBatchRules {
    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_ID = 80;

    private PublishBatchRules() {}

    static void check(List<PublishBatchRequestEntry> entries) {
        if (entries.isEmpty()) {
            throw new ApiException(SnsErrorCode.EMPTY_BATCH_REQUEST, "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new ApiException(
                    SnsErrorCode.TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
                    "The batch request contains more entries than permissible.");
        }
        for (PublishBatchRequestEntry entry : entries) checkId(entry.id());
        var ids = new HashSet<String>();
        for (PublishBatchRequestEntry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new ApiException(
                        SnsErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT,
                        "Two or more batch entries in the request have the same Id.");
            }
        }
    }

    private static void checkId(String id) {
        if (id.length() > LONGEST_ID) {
            throw new ApiException(
                    SnsErrorCode.INVALID_BATCH_ENTRY_ID,
                    "The Id of a batch entry in the batch request is too long: " + Faults.echo(id));
        }
        if (id.isEmpty() || !Characters.areName(id)) {
            throw new ApiException(
                    SnsErrorCode.INVALID_BATCH_ENTRY_ID,
                    "The Id of a batch entry in the batch request contains an impermissible character: " + id);
        }
    }

    static ApiException tooLong() {
        return new ApiException(
                SnsErrorCode.BATCH_REQUEST_TOO_LONG,
                "The length of all the messages put together is more than the limit.");
    }
}
