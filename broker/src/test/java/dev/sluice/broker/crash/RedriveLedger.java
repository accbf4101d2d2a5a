package dev.sluice.broker.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the clients know of messages that die and come back: which were acknowledged, which are certainly gone, and what
 * each receive told of their history. One instance for all threads. Order is by ticks, as in {@link Ledger}.
 */
final class RedriveLedger {
    private static final long NOT_YET = 0;

    private final int maxReceives;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<String, Long> movedByTask = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long tick;
    private long deadLetters;
    private long revived;
    private int resumedTasks;

    private static final class Entry {
        boolean sent;
        boolean deletionBegan;
        long deleted = NOT_YET;
        /** By the id of the message: a move task gives it another, and its count starts again. */
        final Map<String, List<Counted>> receives = new HashMap<>();
    }

    private record Counted(long ended, int count) {}

    /** @param maxReceives after which a message dies */
    RedriveLedger(int maxReceives) {
        this.maxReceives = maxReceives;
    }

    synchronized long now() {
        return ++tick;
    }

    synchronized void sending(String body) {
        entries.put(body, new Entry());
    }

    synchronized void sent(String body) {
        entry(body).sent = true;
    }

    /** @param dead whether the queue was that of the dead letters */
    synchronized void received(String body, String id, int count, boolean dead, boolean hasOrigin, long began) {
        Entry entry = entry(body);
        String what = "%s as %s for the %s. time, %s".formatted(body, id, count, dead ? "dead" : "alive");
        if (entry.deleted != NOT_YET && began > entry.deleted) {
            violation("received %s, after its deletion was acknowledged: lost or doubled".formatted(what));
        }
        if (dead != hasOrigin) violation("received %s; that it has an origin is %s".formatted(what, hasOrigin));
        if (dead != count > maxReceives)
            violation("received %s, %s receives being the most".formatted(what, maxReceives));
        List<Counted> receives = entry.receives.computeIfAbsent(id, absent -> new ArrayList<>());
        for (Counted earlier : receives) {
            if (earlier.ended < began && earlier.count >= count) {
                violation("received %s, after its %s. time".formatted(what, earlier.count));
            }
        }
        receives.add(new Counted(now(), count));
        if (dead) deadLetters++;
        if (!dead && entry.receives.size() > 1) revived++;
    }

    synchronized void deleting(String body) {
        entry(body).deletionBegan = true;
    }

    /** @param certain false when the message may have been moved before, out of reach of the handle that was used */
    synchronized void deleted(String body, boolean certain) {
        Entry entry = entry(body);
        if (certain && entry.deleted == NOT_YET) entry.deleted = now();
    }

    /** A task as it is listed after a restart. */
    synchronized void listed(String startedAt, String status, long moved, long toMove) {
        long before = movedByTask.getOrDefault(startedAt, 0L);
        if (moved < before || moved > toMove) {
            violation("task of %s had moved %d, now %d of %d".formatted(startedAt, before, moved, toMove));
        }
        if (!List.of("RUNNING", "COMPLETED").contains(status)) violation("a task is " + status);
        movedByTask.put(startedAt, moved);
        if (status.equals("RUNNING")) resumedTasks++;
    }

    /** Both queues were received and deleted to their end. */
    synchronized void drained() {
        entries.forEach((body, entry) -> {
            if (entry.sent && !entry.deletionBegan) violation("lost " + body);
        });
    }

    synchronized void violation(String what) {
        violations.add(what);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** How often a task was found running when a broker had been killed. */
    synchronized int resumedTasks() {
        return resumedTasks;
    }

    synchronized String summary() {
        return "%d messages tried, %d receives of dead letters, %d of those that came back, %d tasks gone on with"
                .formatted(entries.size(), deadLetters, revived, resumedTasks);
    }

    private Entry entry(String body) {
        Entry entry = entries.get(body);
        if (entry == null) throw new IllegalArgumentException("nobody sent " + body);
        return entry;
    }
}
