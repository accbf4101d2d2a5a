package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.model.MessageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A FIFO queue as a list in the order of sending that is searched for everything: slow, and obviously right. */
final class NaiveFifoQueue {
    final long log;
    final long delay;
    final List<Item> items = new ArrayList<>();
    final Map<String, Item> remembered = new HashMap<>();
    long retention = 345_600_000;
    long nextSequence = 1;
    long sent;
    long received;
    long deleted;
    long expired;

    /** Never changed; a queue replaces it, so that copies of queues share it. */
    record Item(
            long id,
            long sequence,
            String group,
            long sentAt,
            long visibleAt,
            long receivedAt,
            long firstReceivedAt,
            int count,
            long receive,
            int attempt,
            int attemptSize) {

        MessageState state(long now) {
            if (visibleAt <= now) return MessageState.AVAILABLE;
            return touched() ? MessageState.IN_FLIGHT : MessageState.DELAYED;
        }

        boolean touched() {
            return receivedAt != 0;
        }
    }

    NaiveFifoQueue(long log, long delay) {
        this.log = log;
        this.delay = delay;
    }

    NaiveFifoQueue copy(long newLog) {
        var copy = new NaiveFifoQueue(newLog, delay);
        copy.items.addAll(items);
        copy.remembered.putAll(remembered);
        copy.retention = retention;
        copy.nextSequence = nextSequence;
        copy.sent = sent;
        copy.received = received;
        copy.deleted = deleted;
        copy.expired = expired;
        return copy;
    }

    NaiveFifoQueue purged(long newLog) {
        NaiveFifoQueue purged = copy(newLog);
        purged.deleted += items.size();
        purged.items.clear();
        purged.remembered.clear();
        return purged;
    }

    void passTime(long now) {
        int before = items.size();
        items.removeIf(item -> now >= item.sentAt + retention);
        expired += before - items.size();
    }

    /** The message that was taken: this one, or an earlier one of the same deduplication id. */
    Item send(long id, String group, String deduplicationId, long now) {
        Item earlier = remembered.get(deduplicationId);
        if (earlier != null && now < earlier.sentAt + 300_000) return earlier;
        var item = new Item(id, nextSequence++, group, now, now + delay, 0, 0, 0, -1, 0, 0);
        items.add(item);
        remembered.put(deduplicationId, item);
        sent++;
        return item;
    }

    List<Item> receive(int max, long visibilityMillis, int attempt, long now, long nextReceive) {
        List<Item> again = repeated(attempt, now);
        if (!again.isEmpty()) {
            var renewed = new ArrayList<Item>();
            for (Item item : again) renewed.add(replace(item, shown(item, now + visibilityMillis, true)));
            return renewed;
        }
        var picked = new ArrayList<Item>();
        Set<String> groups = new HashSet<>();
        while (picked.size() < max) {
            String group = nextGroup(groups, now);
            if (group == null) break;
            groups.add(group);
            for (Item item : run(group, now)) if (picked.size() < max) picked.add(item);
        }
        if (attempt != 0 && !picked.isEmpty()) {
            items.replaceAll(item -> item.attempt == attempt ? shown(item, item.visibleAt, false) : item);
            picked.replaceAll(item -> items.stream()
                    .filter(present -> present.id == item.id)
                    .findFirst()
                    .orElseThrow());
        }
        var delivered = new ArrayList<Item>();
        for (Item item : picked) {
            long first = item.firstReceivedAt == 0 ? now : item.firstReceivedAt;
            delivered.add(replace(
                    item,
                    new Item(
                            item.id,
                            item.sequence,
                            item.group,
                            item.sentAt,
                            now + visibilityMillis,
                            now,
                            first,
                            item.count + 1,
                            nextReceive++,
                            attempt,
                            picked.size())));
        }
        received += delivered.size();
        return delivered;
    }

    /** What the receive with this attempt id brought, if all of it is as it was left; else nothing. */
    private List<Item> repeated(int attempt, long now) {
        if (attempt == 0) return List.of();
        List<Item> same = items.stream().filter(item -> item.attempt == attempt).toList();
        if (same.isEmpty() || same.size() != same.get(0).attemptSize) return List.of();
        boolean asLeft = same.stream().allMatch(item -> item.visibleAt > now && now < item.receivedAt + 300_000);
        return asLeft ? same : List.of();
    }

    /** The messages of a group up to its first hidden one. */
    private List<Item> run(String group, long now) {
        return items.stream()
                .filter(item -> item.group.equals(group))
                .takeWhile(item -> item.visibleAt <= now)
                .toList();
    }

    /** The group that has been deliverable longest; at the same instant, what came back comes last. */
    private @Nullable String nextGroup(Set<String> taken, long now) {
        Set<String> seen = new HashSet<>(taken);
        return items.stream()
                .filter(item -> seen.add(item.group))
                .filter(head -> head.visibleAt <= now)
                .min(Comparator.<Item>comparingLong(head -> head.visibleAt)
                        .thenComparing(Item::touched)
                        .thenComparing(Item::sequence))
                .map(Item::group)
                .orElse(null);
    }

    @Nullable
    Rejection delete(long id, long receive, long now) {
        Item item = find(id);
        if (item == null) return null;
        if (item.receive != receive || item.visibleAt <= now) return Rejection.HANDLE_EXPIRED;
        items.remove(item);
        deleted++;
        return null;
    }

    @Nullable
    Rejection changeVisibility(long id, long receive, long visibilityMillis, long now) {
        Item item = find(id);
        if (item == null || item.receive != receive || item.visibleAt <= now) return Rejection.MESSAGE_NOT_AVAILABLE;
        if (now + visibilityMillis - item.receivedAt > 43_200_000) return Rejection.HIDDEN_TOO_LONG;
        replace(item, shown(item, now + visibilityMillis, false));
        return null;
    }

    void undo(long id, long receive, long now) {
        Item item = find(id);
        if (item == null || item.receive != receive) return;
        long first = item.count == 1 ? 0 : item.firstReceivedAt;
        replace(
                item,
                new Item(
                        item.id,
                        item.sequence,
                        item.group,
                        item.sentAt,
                        now,
                        item.receivedAt,
                        first,
                        item.count - 1,
                        -1,
                        0,
                        0));
    }

    private static Item shown(Item item, long visibleAt, boolean keepAttempt) {
        return new Item(
                item.id,
                item.sequence,
                item.group,
                item.sentAt,
                visibleAt,
                item.receivedAt,
                item.firstReceivedAt,
                item.count,
                item.receive,
                keepAttempt ? item.attempt : 0,
                keepAttempt ? item.attemptSize : 0);
    }

    private Item replace(Item old, Item changed) {
        items.set(items.indexOf(old), changed);
        return changed;
    }

    private @Nullable Item find(long id) {
        return items.stream().filter(item -> item.id == id).findFirst().orElse(null);
    }

    boolean receivable(long now) {
        return nextGroup(Set.of(), now) != null;
    }

    long count(Predicate<Item> wanted) {
        return items.stream().filter(wanted).count();
    }

    long oldestSentAt() {
        return items.isEmpty() ? 0 : items.get(0).sentAt;
    }

    /** The first instant behind this one at which time changes something, the end of delays only if asked for. */
    long nextChange(long now, boolean withDelays) {
        long next = Long.MAX_VALUE;
        for (Item item : items) {
            if (item.visibleAt > now && (withDelays || item.touched())) next = Math.min(next, item.visibleAt);
            next = Math.min(next, item.sentAt + retention);
        }
        return next;
    }
}
