package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Change.PutGrouped;
import dev.sluice.broker.engine.effect.Change.RemoveGrouped;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.TextHash;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a FIFO queue by sequence. The cursor looks for groups nobody has received from: from it on stand
 * untouched messages and, between them, touched ones that their group has run ahead with. Before it stand touched
 * messages, and untouched ones whose group has a touched one: those are reached through the group alone.
 *
 * <pre>
 *     ── touched or passed ── cursor ▓▓▓window▓▓▓ ──────────── unwritten ── next
 * </pre>
 *
 * What is read ahead is outlines, since a receive takes a whole run of one group, which stands together; a message sent
 * while the window covers everything stands in it whole. Rows die singly, since neighbours do not die together.
 */
final class GroupedLane {
    private static final int ANNOUNCED_AT_LEAST = 16;
    private static final int ANNOUNCED_AT_MOST = 48;

    private final long logId;
    private final StoredMessages store;
    private final Windows windows;
    /** Sequences that are touched, so that the cursor does not care for them. */
    private final LongPredicate touched;

    /** Untouched messages only. */
    final Window window;
    /** Sent in this turn, so not in the store yet. */
    private final MessageRun unwritten = new MessageRun();
    /** Removed in this turn, so still in the store. */
    private final Set<Long> removed = new HashSet<>();

    private long cursor;
    private long next;
    /** The store expects the runs of groups that the window meets before this sequence. */
    private long announced;
    /** No untouched message from the cursor on was sent before this. */
    private long headSentAtLeast;

    GroupedLane(
            long logId, QueueHead head, long createdAt, StoredMessages store, Windows windows, LongPredicate touched) {
        this.logId = logId;
        this.store = store;
        this.windows = windows;
        this.touched = touched;
        this.window = new Window(windows);
        this.cursor = head.cursor();
        this.next = head.nextAvailable();
        this.headSentAtLeast = createdAt;
    }

    long cursor() {
        return cursor;
    }

    long nextSequence() {
        return next;
    }

    /** Nothing stands at or behind the cursor. */
    boolean isExhausted() {
        return cursor == next;
    }

    long headSentAtLeast() {
        return window.isEmpty() ? headSentAtLeast : window.first().sentAt();
    }

    StoredMessage send(Message message, long group, long now, Effects effects) {
        if (isExhausted()) {
            window.coverEverything();
            headSentAtLeast = now;
        }
        var stored = new StoredMessage(Position.available(next++), now, message);
        effects.add(new PutGrouped(logId, group, stored.position().sequence(), now, message));
        unwritten.insert(stored);
        window.offer(stored);
        return stored;
    }

    /** The first untouched message from the cursor on or its outline, or null. Changes nothing but what is read ahead. */
    @Nullable
    StoredMessage head() {
        if (window.isEmpty() && !isExhausted() && !window.coversEverything()) readAhead();
        return window.isEmpty() ? null : window.first();
    }

    /** Lets the store read what the cursor meets next: runs of groups that are not known. */
    void announce(LongPredicate known) {
        int before = window.indexFrom(Position.available(announced));
        if (before >= ANNOUNCED_AT_LEAST || before == window.size() || window.coversEverything()) return;
        int end = Math.min(window.size(), ANNOUNCED_AT_MOST);
        var groups = new HashSet<Long>();
        for (int i = 0; i < end; i++) {
            StoredMessage message = window.get(i);
            long group = TextHash.of(message.message().groupId());
            boolean first = groups.add(group);
            if (i >= before && first && !known.test(group)) {
                store.expect(logId, group, message.position().sequence());
            }
        }
        announced = window.get(end - 1).position().sequence() + 1;
    }

    /** Passes the cursor over {@link #head}, or over what is left when there is none. */
    void pass() {
        StoredMessage head = head();
        if (head == null) {
            cursor = next;
            window.coverEverything();
            return;
        }
        window.removeFirst();
        cursor = head.position().sequence() + 1;
        headSentAtLeast = head.sentAt();
    }

    /** The message is touched now. */
    void touched(StoredMessage message) {
        long sequence = message.position().sequence();
        boolean first = !window.isEmpty() && window.first().position().sequence() == sequence;
        if (first || sequence == cursor) {
            // Between the cursor and the first of the window all are gone or touched, perhaps very many.
            cursor = sequence + 1;
            headSentAtLeast = message.sentAt();
        }
        window.remove(message.position());
    }

    /** Untouched messages of a group in order, from a sequence behind all its touched and dead ones on. */
    List<StoredMessage> ofGroup(Group group, long from, int max) {
        List<StoredMessage> readAhead = from >= cursor ? ofGroupReadAhead(group, from, max) : null;
        if (readAhead != null) return readAhead;
        var found = new ArrayList<>(store.group(logId, group.hash, from, max));
        for (int i = unwritten.indexFrom(Position.available(from)); i < unwritten.size() && found.size() < max; i++) {
            if (isOf(group, unwritten.get(i))) found.add(unwritten.get(i));
        }
        return found;
    }

    /** Null when some are not read ahead, or not whole. */
    private @Nullable List<StoredMessage> ofGroupReadAhead(Group group, long from, int max) {
        if (!window.coversEverything()) return null;
        var found = new ArrayList<StoredMessage>(max);
        for (int i = window.indexFrom(Position.available(from)); i < window.size() && found.size() < max; i++) {
            StoredMessage message = window.get(i);
            if (!isOf(group, message)) continue;
            if (message.isOutline()) return null;
            found.add(message);
        }
        return found;
    }

    /** By name where it is known, for texts keep their own hash. */
    private static boolean isOf(Group group, StoredMessage message) {
        String name = message.message().groupId();
        if (group.name == null || name == null) return TextHash.of(name) == group.hash;
        return name.hashCode() == group.name.hashCode() && name.equals(group.name);
    }

    /** A live message. */
    StoredMessage find(long group, long sequence) {
        StoredMessage message = unwritten.find(Position.available(sequence));
        if (message == null) message = store.find(logId, group, sequence);
        if (message == null) {
            throw new IllegalStateException("log " + logId + " has lost message " + sequence + "; verify the data");
        }
        return message;
    }

    /**
     * The sequence, not before the cursor, from which on messages were sent later than this, found by search: from there
     * on none may be gone yet.
     */
    long firstSentAfter(long sentAt) {
        long early = cursor - 1;
        long late = next;
        while (late - early > 1) {
            long middle = (early + late) >>> 1;
            StoredMessage found = firstFrom(middle);
            if (found == null) return next;
            long sequence = found.position().sequence();
            if (found.sentAt() <= sentAt) early = sequence;
            else late = sequence;
            if (sequence > middle) early = Math.max(early, sequence - 1); // what was between is gone
        }
        return late;
    }

    private @Nullable StoredMessage firstFrom(long sequence) {
        long firstUnwritten = next - unwritten.size();
        List<StoredMessage> read =
                sequence < firstUnwritten ? store.outlines(logId, sequence, firstUnwritten, 1) : List.of();
        if (!read.isEmpty()) return read.get(0);
        int index = unwritten.indexFrom(Position.available(sequence));
        return index < unwritten.size() ? unwritten.get(index) : null;
    }

    /** Live messages between two sequences, the latter not included; at least one if there is one. */
    List<StoredMessage> between(long from, long to, int maxMessages, int maxBytes) {
        long end = Math.min(to, next - unwritten.size());
        var found = new ArrayList<StoredMessage>();
        long weight = 0;
        for (long sequence = from; sequence < end && found.isEmpty(); ) {
            List<StoredMessage> read = store.outlines(logId, sequence, end, maxMessages);
            if (read.isEmpty()) break;
            for (StoredMessage outline : read) {
                sequence = outline.position().sequence() + 1;
                if (!isLive(outline)) continue;
                StoredMessage message = find(TextHash.of(outline.message().groupId()), sequence - 1);
                found.add(message);
                weight += message.message().weight();
                if (weight > maxBytes) return found;
            }
        }
        if (!found.isEmpty()) return found;
        for (int i = unwritten.indexFrom(Position.available(from)); i < unwritten.size(); i++) {
            StoredMessage message = unwritten.get(i);
            if (message.position().sequence() >= to || found.size() == maxMessages) break;
            if (isLive(message)) found.add(message);
        }
        return found;
    }

    private boolean isLive(StoredMessage message) {
        return !removed.contains(message.position().sequence());
    }

    /** Removes a message's rows. */
    void remove(long sequence, long group, Effects effects) {
        removed.add(sequence);
        effects.add(new RemoveGrouped(logId, group, sequence));
    }

    /** What was sent in this turn is in the store now. */
    void turnEnded() {
        unwritten.clear();
        removed.clear();
    }

    private void readAhead() {
        QueueLimits limits = windows.limits();
        long firstUnwritten = next - unwritten.size();
        long from = cursor;
        boolean toTheEnd = false;
        while (window.isEmpty() && !toTheEnd) {
            List<StoredMessage> read = from < firstUnwritten
                    ? store.outlines(logId, from, firstUnwritten, limits.windowMessages())
                    : List.of();
            if (!read.isEmpty()) from = read.get(read.size() - 1).position().sequence() + 1;
            toTheEnd = read.isEmpty() || from == firstUnwritten;
            if (toTheEnd) window.coverEverything();
            else window.cover(Position.available(from));
            read.forEach(this::offer);
        }
        if (!toTheEnd) return;
        int i = unwritten.indexFrom(Position.available(cursor));
        while (i < unwritten.size() && offer(unwritten.get(i))) i++;
    }

    /** Whether the window reaches beyond the message. */
    private boolean offer(StoredMessage message) {
        long sequence = message.position().sequence();
        return touched.test(sequence) || removed.contains(sequence) || window.offer(message);
    }

    void checkInvariants() {
        window.checkInvariants();
        require(cursor <= next, "cursor %s is beyond the next sequence, %s", cursor, next);
        for (int i = 0; i < window.size(); i++) {
            long sequence = window.get(i).position().sequence();
            require(sequence >= cursor, "the window holds %s, before cursor %s", sequence, cursor);
            require(!touched.test(sequence), "the window holds %s, which is touched", sequence);
        }
    }
}
