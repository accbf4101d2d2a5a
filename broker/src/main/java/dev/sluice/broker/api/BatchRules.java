package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.AwsError;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a batch must be as a whole, and how one entry of it fails alone. */
final class BatchRules {
    static final int MOST_BYTES = 1 << 20;

    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_ID = 80;

    private BatchRules() {}

    /** The entries themselves, when there are 1 to 10 with distinct ids. */
    static <E> List<E> checked(String entryName, @Nullable List<E> entries, Function<E, @Nullable String> idOf) {
        if (entries == null) throw Faults.missingParameter("Entries");
        if (entries.isEmpty()) {
            throw new ApiException(
                    ErrorCode.EMPTY_BATCH_REQUEST, "There should be at least one " + entryName + " in the request.");
        }
        if (entries.size() > MOST_ENTRIES) {
            throw new ApiException(
                    ErrorCode.TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
                    "Maximum number of entries per request are " + MOST_ENTRIES + ". You have sent " + entries.size()
                            + ".");
        }
        for (int i = 0; i < entries.size(); i++) checkId(idOf.apply(entries.get(i)), entryName, i);
        for (int i = 1; i < entries.size(); i++) {
            String id = idOf.apply(entries.get(i));
            for (int before = 0; before < i; before++) {
                if (id != null && id.equals(idOf.apply(entries.get(before)))) {
                    throw new ApiException(ErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT, "Id " + id + " repeated.");
                }
            }
        }
        return entries;
    }

    private static void checkId(@Nullable String id, String entryName, int index) {
        if (id == null) throw missing(entryName, index, "Id");
        if (id.isEmpty() || id.length() > LONGEST_ID || !Characters.areName(id)) {
            throw new ApiException(
                    ErrorCode.INVALID_BATCH_ENTRY_ID,
                    "A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at"
                            + " most 80 letters long.");
        }
    }

    /** An entry lacks a member, which fails the whole batch. */
    static ApiException missing(String entryName, int index, String member) {
        return Faults.missingParameter(entryName + "." + (index + 1) + "." + member);
    }

    static ApiException tooLong(long bytes) {
        return new ApiException(
                ErrorCode.BATCH_REQUEST_TOO_LONG,
                "Batch requests cannot be longer than " + MOST_BYTES + " bytes. You have sent " + bytes + " bytes.");
    }

    static BatchResultErrorEntry failed(String id, ApiException fault) {
        AwsError code = fault.code();
        return new BatchResultErrorEntry(id, code.senderFault(), code.queryCode(), fault.text());
    }
}
