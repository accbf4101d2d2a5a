package dev.sluice.client.internal;

import dev.sluice.client.BatchResult.Outcome;
import dev.sluice.client.OutcomeUnknownException;
import dev.sluice.client.RefusedException;
import dev.sluice.client.SluiceException;
import dev.sluice.client.UnavailableException;
import dev.sluice.client.internal.Errors.Refusal;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Entries of a batch are named by their place in it. */
final class BatchIds {
    private static final int SUCCESS = 200;

    private static final int MOST = 10;
    private static final List<String> IDS =
            IntStream.range(0, MOST).mapToObj(Integer::toString).toList();

    private BatchIds() {}

    static String of(int place) {
        return IDS.get(place);
    }

    /**
     * The place of an entry.
     *
     * @throws OutcomeUnknownException when it is none of ours
     */
    static int place(String id, int size) {
        for (int place = 0; place < size; place++) if (of(place).equals(id)) return place;
        throw new OutcomeUnknownException("the answer speaks of an entry that nobody sent: " + id, null);
    }

    /** The failures in their places, and null in all others. */
    static <R> List<@Nullable Outcome<R>> failures(int size, List<BatchResultErrorEntry> failed) {
        var outcomes = new ArrayList<@Nullable Outcome<R>>(Collections.nCopies(size, null));
        for (BatchResultErrorEntry entry : failed) {
            String text = entry.message() == null ? "no text" : entry.message();
            var refusal = new Refusal(entry.code(), SUCCESS, null, text);
            outcomes.set(place(entry.id(), size), new Outcome<>(null, failure(refusal, entry.senderFault())));
        }
        return outcomes;
    }

    /** A server that takes the blame has had no room, or has broken down over this entry. */
    private static SluiceException failure(Refusal refusal, boolean senderFault) {
        RefusedException refused = refusal.exception();
        if (senderFault) return refused;
        String message = String.valueOf(refused.getMessage());
        return refusal.busy()
                ? new UnavailableException(message, refused)
                : new OutcomeUnknownException(message, refused);
    }
}
