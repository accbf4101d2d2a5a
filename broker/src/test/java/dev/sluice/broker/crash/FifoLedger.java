package dev.sluice.broker.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the clients of a FIFO queue know. The messages of a group are numbered by its only sender, who repeats a send under
 * the same deduplication id until it is acknowledged, and only then goes on to the next number. One instance for all
 * threads.
 */
final class FifoLedger {
    private final Map<String, List<Entry>> groups = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private long deleted;

    private static final class Entry {
        String messageId = "";
        String sequenceNumber = "";
        boolean acknowledged;
        boolean deletionBegan;
        boolean deleted;

        boolean mustBeThere() {
            return acknowledged && !deletionBegan;
        }
    }

    /** A message as a receive brought it. */
    record Received(String group, int number, String messageId, String sequenceNumber) {}

    /** The number of the message that the group's sender sends next: one not acknowledged yet, or a new one. */
    synchronized int next(String group) {
        List<Entry> entries = groups.computeIfAbsent(group, absent -> new ArrayList<>());
        if (entries.isEmpty() || entries.get(entries.size() - 1).acknowledged) entries.add(new Entry());
        return entries.size() - 1;
    }

    synchronized void sent(String group, int number, String messageId, String sequenceNumber) {
        Entry entry = entry(group, number);
        identify(entry, group, number, messageId, sequenceNumber);
        entry.acknowledged = true;
        if (number > 0 && entry(group, number - 1).sequenceNumber.compareTo(sequenceNumber) >= 0) {
            violation("%s %d has sequence number %s, the one before it %s"
                    .formatted(group, number, sequenceNumber, entry(group, number - 1).sequenceNumber));
        }
    }

    /** Checks an answer as a whole: of each group it brings the first live messages, in order, without a gap. */
    synchronized void received(List<Received> messages) {
        Set<Entry> inThisAnswer = new HashSet<>();
        for (Received message : messages) {
            Entry entry = entry(message.group, message.number);
            identify(entry, message.group, message.number, message.messageId, message.sequenceNumber);
            if (entry.deleted) violation("received %s after its deletion was acknowledged".formatted(message));
            for (int lower = 0; lower < message.number; lower++) {
                Entry before = entry(message.group, lower);
                if (before.mustBeThere() && !inThisAnswer.contains(before)) {
                    violation("received %s before number %d of its group was deleted".formatted(message, lower));
                }
            }
            if (!inThisAnswer.add(entry)) violation("received %s twice in one answer".formatted(message));
        }
    }

    private void identify(Entry entry, String group, int number, String messageId, String sequenceNumber) {
        if (entry.messageId.isEmpty()) {
            entry.messageId = messageId;
            entry.sequenceNumber = sequenceNumber;
        } else if (!entry.messageId.equals(messageId) || !entry.sequenceNumber.equals(sequenceNumber)) {
            violation("%s %d was %s with sequence number %s, now it is %s with %s"
                    .formatted(group, number, entry.messageId, entry.sequenceNumber, messageId, sequenceNumber));
        }
    }

    synchronized void deleting(Received message) {
        entry(message.group, message.number).deletionBegan = true;
    }

    synchronized void deleted(Received message) {
        Entry entry = entry(message.group, message.number);
        if (!entry.deleted) deleted++;
        entry.deleted = true;
    }

    /** Every message has been received that could be. */
    synchronized void drained() {
        groups.forEach((group, entries) -> {
            for (int number = 0; number < entries.size(); number++) {
                if (entries.get(number).mustBeThere()) violation("lost %s %d".formatted(group, number));
            }
        });
    }

    synchronized void violation(String what) {
        violations.add(what);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    synchronized String summary() {
        return "%d messages sent in %d groups, %d acknowledged as deleted"
                .formatted(groups.values().stream().mapToInt(List::size).sum(), groups.size(), deleted);
    }

    private Entry entry(String group, int number) {
        List<Entry> entries = groups.get(group);
        if (entries == null || number >= entries.size()) {
            throw new IllegalArgumentException("nobody sent " + group + " " + number);
        }
        return entries.get(number);
    }
}
