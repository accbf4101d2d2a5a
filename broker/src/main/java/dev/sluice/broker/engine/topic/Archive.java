package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Change.PutMessage;
import dev.sluice.broker.engine.effect.Change.RemoveMessages;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The messages that a FIFO topic keeps for replays: rows in lane 0 of its log, by sequence, without a gap while it is on.
 * The time of sending rises with the sequence, so any instant is found by bisection.
 */
final class Archive {
    /** Expired messages are removed at full minutes. */
    private static final long TRIM_STEP_MILLIS = 60_000;

    private static final long UNKNOWN = -1;

    private final long logId;
    private final StoredMessages store;
    /** What the present turn has added, which the store does not show yet. */
    private final NavigableMap<Long, StoredMessage> unwritten = new TreeMap<>();

    private long from;
    private long since;
    /** Epoch milliseconds when the first message was published; {@link Long#MAX_VALUE} when there is none. */
    private long oldestSentAt = UNKNOWN;

    Archive(long logId, StoredMessages store) {
        this.logId = logId;
        this.store = store;
    }

    boolean isOn() {
        return since > 0;
    }

    /** The sequence of the first message that is kept, or will be. */
    long from() {
        return from;
    }

    /** Epoch milliseconds when it was turned on; 0 when it is off. */
    long since() {
        return since;
    }

    /** @param next the sequence of the topic's next message */
    void turnOn(long next, long now) {
        from = next;
        since = now;
        oldestSentAt = Long.MAX_VALUE;
    }

    void turnOff(long next, Effects effects) {
        remove(next, effects);
        from = next;
        since = 0;
        unwritten.clear();
    }

    void add(Publication publication, long sequence, long now, Effects effects) {
        var message = new StoredMessage(Position.available(sequence), now, ArchivedPublication.message(publication));
        unwritten.put(sequence, message);
        if (sequence == from) oldestSentAt = now;
        effects.add(new PutMessage(logId, message.position(), now, message.message()));
    }

    /** In order from a sequence that is kept: at most so many, and no more once they weigh more than that. */
    List<StoredMessage> read(long first, long next, int maxMessages, int maxBytes) {
        long written = unwritten.isEmpty() ? next : unwritten.firstKey();
        var found = new ArrayList<StoredMessage>();
        if (first < written) found.addAll(store.available(logId, first, written, maxMessages, maxBytes));
        long weight = 0;
        for (StoredMessage message : found) weight += message.message().weight();
        for (StoredMessage message : unwritten.tailMap(first, true).values()) {
            if (found.size() == maxMessages || weight > maxBytes) break;
            found.add(message);
            weight += message.message().weight();
        }
        return found;
    }

    /** The sequence of the first message published at that instant or later; of the next one when there is none. */
    long firstAt(long instant, long next) {
        long low = from;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (sentAt(middle) < instant) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /** Removes what is older than it need be; whether there was something. */
    boolean trim(long next, long retentionMillis, long now, Effects effects) {
        if (now < nextTrimAt(next, retentionMillis)) return false;
        long to = firstAt(now - retentionMillis + 1, next);
        remove(to, effects);
        from = to;
        oldestSentAt = UNKNOWN;
        return true;
    }

    /** A function of what it keeps, so that a restart changes nothing; {@link Long#MAX_VALUE} when it keeps nothing. */
    long nextTrimAt(long next, long retentionMillis) {
        if (!isOn()) return Long.MAX_VALUE;
        if (oldestSentAt == UNKNOWN) oldestSentAt = from == next ? Long.MAX_VALUE : sentAt(from);
        if (oldestSentAt == Long.MAX_VALUE) return Long.MAX_VALUE;
        return (oldestSentAt + retentionMillis) / TRIM_STEP_MILLIS * TRIM_STEP_MILLIS + TRIM_STEP_MILLIS;
    }

    void turnEnded() {
        unwritten.clear();
    }

    void restore(long storedFrom, long storedSince) {
        from = storedFrom;
        since = storedSince;
        oldestSentAt = UNKNOWN;
    }

    private void remove(long to, Effects effects) {
        if (from < to) effects.add(new RemoveMessages(logId, Position.available(from), Position.available(to)));
    }

    private long sentAt(long sequence) {
        StoredMessage message = unwritten.get(sequence);
        if (message == null) message = store.find(logId, Position.available(sequence));
        if (message == null) throw new IllegalStateException("message " + sequence + " of log " + logId + " is gone");
        return message.sentAt();
    }
}
