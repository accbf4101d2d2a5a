package dev.sluice.broker.crash;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the clients know about every message: which calls they made, which were acknowledged, in which order. From that
 * it tells which messages must be there, which must not, and which may. One instance for all client threads.
 *
 * <p>Order is by ticks, taken before a call is written to the socket and after its answer is read: a call is certainly
 * after another one only when its first tick is above the other's last.
 */
final class Ledger {
    private static final long NOT_YET = 0;
    private static final long NOT_HIDDEN = 0;
    private static final long BETWEEN_PURGES_NANOS = 61_000_000_000L;

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Long> nextPurges = new HashMap<>();
    private final List<NamedSend> unanswered = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private long tick;
    private long millis;

    /** What is known of one message. Ticks; {@code NOT_YET} for what has not happened. */
    private static final class Entry {
        final int round;
        final String queue;
        final long sendBegan;
        long sent = NOT_YET;
        boolean refused;
        long deletionBegan = NOT_YET;
        long deleted = NOT_YET;
        final List<Received> receives = new ArrayList<>();
        int changesGoingOn;
        long changed = NOT_YET;
        long hiddenUntil = NOT_HIDDEN;

        Entry(int round, String queue, long sendBegan) {
            this.round = round;
            this.queue = queue;
            this.sendBegan = sendBegan;
        }

        /** True when it was acknowledged and nobody has since tried to remove it. */
        boolean mustBeThere() {
            return sent != NOT_YET && deletionBegan == NOT_YET;
        }

        long hiddenSince() {
            return receives.isEmpty() ? Long.MAX_VALUE : receives.get(receives.size() - 1).ended;
        }

        @Override
        public String toString() {
            return "queue %s, round %d, send began %d, acknowledged %d, deletion began %d, acknowledged %d, received %s"
                    .formatted(queue, round, sendBegan, sent, deletionBegan, deleted, receives);
        }
    }

    private record Received(long began, long ended, int count) {}

    synchronized long now() {
        return ++tick;
    }

    /** Epoch milliseconds by the clock that the broker uses too, so that the two never drift apart; never runs back. */
    synchronized long millis() {
        millis = Math.max(millis, System.currentTimeMillis());
        return millis;
    }

    synchronized void sending(int round, String queue, String id) {
        entries.put(id, new Entry(round, queue, now()));
    }

    synchronized void sent(String id) {
        entry(id).sent = now();
    }

    /** A send under a token begins. */
    synchronized void unanswered(NamedSend send) {
        unanswered.add(send);
    }

    synchronized void answered(NamedSend send) {
        unanswered.remove(send);
    }

    /** One that the kill of an earlier round left without an answer: to be repeated. Null when there is none. */
    synchronized @Nullable NamedSend takeUnansweredBefore(int round) {
        for (NamedSend send : unanswered) {
            if (send.round() >= round) continue;
            unanswered.remove(send);
            return send;
        }
        return null;
    }

    /** The broker said no, so it must not be there. */
    synchronized void refused(String id) {
        entry(id).refused = true;
    }

    synchronized void deleting(String id) {
        Entry entry = entry(id);
        if (entry.deletionBegan == NOT_YET) entry.deletionBegan = now();
    }

    synchronized void deleted(String id) {
        Entry entry = entry(id);
        if (entry.deleted == NOT_YET) entry.deleted = now();
    }

    /**
     * A purge begins: every message sent so far may go.
     *
     * @return what to hand to {@link #purged}; 0 when the last purge is so recent that the broker may refuse another
     */
    synchronized long purging(String queue) {
        if (System.nanoTime() <= nextPurges.getOrDefault(queue, Long.MIN_VALUE)) return 0;
        for (Entry entry : of(queue)) {
            if (entry.deletionBegan == NOT_YET) entry.deletionBegan = now();
        }
        nextPurges.put(queue, Long.MAX_VALUE);
        return now();
    }

    /** The broker was killed before it answered a purge: whatever was sent until then may be gone. */
    synchronized void perhapsPurged(String queue) {
        nextPurges.put(queue, System.nanoTime() + BETWEEN_PURGES_NANOS);
        for (Entry entry : of(queue)) {
            if (entry.deletionBegan == NOT_YET) entry.deletionBegan = now();
        }
    }

    /**
     * A purge was acknowledged: messages acknowledged before it began are gone; those sent while it went on may be.
     *
     * @param began from {@link #purging}
     */
    synchronized void purged(String queue, long began) {
        long ended = now();
        nextPurges.put(queue, System.nanoTime() + BETWEEN_PURGES_NANOS);
        for (Entry entry : of(queue)) {
            if (entry.sent != NOT_YET && entry.sent < began) {
                if (entry.deleted == NOT_YET) entry.deleted = ended;
            } else if (entry.sendBegan < ended && entry.deletionBegan == NOT_YET) {
                entry.deletionBegan = ended;
            }
        }
    }

    /**
     * A receive brought this message.
     *
     * @param began the tick before the receive was called
     * @param count its ApproximateReceiveCount
     * @param hiddenUntil the earliest end of its visibility timeout, by {@link #millis}
     */
    synchronized void received(String queue, String id, long began, int count, long hiddenUntil) {
        Entry entry = entries.get(id);
        if (entry == null) {
            violation("received '%s', which nobody sent".formatted(id));
            return;
        }
        if (!entry.queue.equals(queue)) violation("received %s from queue %s: %s".formatted(id, queue, entry));
        if (entry.refused) violation("received %s, whose send was refused: %s".formatted(id, entry));
        if (entry.deleted != NOT_YET && began > entry.deleted) {
            violation("received %s at tick %d, after its deletion was acknowledged: %s".formatted(id, began, entry));
        }
        for (Received earlier : entry.receives) {
            boolean concurrent = earlier.ended > began;
            if (!concurrent && earlier.count >= count) {
                violation("receive count of %s went from %d to %d: %s".formatted(id, earlier.count, count, entry));
            }
        }
        long early = entry.hiddenUntil - millis();
        if (began > entry.hiddenSince() && early > 0) {
            violation("received %s %d ms before an earlier receive ceased to hide it: %s".formatted(id, early, entry));
        }
        boolean hidden = entry.changesGoingOn == 0 && entry.changed < began;
        entry.hiddenUntil = hidden ? hiddenUntil : NOT_HIDDEN;
        entry.receives.add(new Received(began, now(), count));
    }

    /** A change of visibility begins: from here to its end, and a while after, it may be visible at any time. */
    synchronized void changing(String id) {
        entry(id).changesGoingOn++;
        entry(id).hiddenUntil = NOT_HIDDEN;
    }

    /** It ended, acknowledged or because the broker is gone. */
    synchronized void changed(String id) {
        entry(id).changesGoingOn--;
        entry(id).changed = now();
    }

    /** The queue was received to its end: holds what came against what had to come. */
    synchronized void audit(String queue, Collection<String> found) {
        Set<String> distinct = new HashSet<>(found);
        if (distinct.size() != found.size()) {
            violation("%s: %d messages received, %d of them distinct".formatted(queue, found.size(), distinct.size()));
        }
        entries.forEach((id, entry) -> {
            if (entry.queue.equals(queue) && entry.mustBeThere() && !distinct.contains(id)) {
                violation("lost %s: %s".formatted(id, entry));
            }
        });
    }

    synchronized void violation(String what) {
        violations.add(what);
    }

    /** Broken promises, in the order in which they were noticed. */
    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** How many messages have to be there and how many were certainly removed, for the log. */
    synchronized String summary() {
        long there = entries.values().stream().filter(Entry::mustBeThere).count();
        long deleted = entries.values().stream()
                .filter(entry -> entry.deleted != NOT_YET)
                .count();
        return "%d messages tried, %d must be there, %d acknowledged as removed"
                .formatted(entries.size(), there, deleted);
    }

    private List<Entry> of(String queue) {
        return entries.values().stream()
                .filter(entry -> entry.queue.equals(queue))
                .toList();
    }

    private Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null) throw new IllegalArgumentException("no message " + id);
        return entry;
    }
}
