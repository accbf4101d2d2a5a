package dev.sluice.broker.engine;

import static dev.sluice.broker.model.Position.HELD_BACK;
import static java.util.stream.Collectors.toSet;

import dev.sluice.broker.engine.effect.DueTimes;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.MessageState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A standard queue as a list that is searched from end to end for everything: slow, and obviously right. */
final class NaiveQueue {
    private static final Comparator<Item> BY_PLACE =
            Comparator.<Item>comparingLong(item -> item.dueAt).thenComparingLong(item -> item.place);
    private static final int MOST_MOVED_BY_A_RECEIVE = 100;

    private static final Comparator<Item> BY_REAPPEARANCE =
            Comparator.<Item>comparingLong(item -> item.visibleAt).thenComparing(BY_PLACE);

    final long log;
    final QueueLimits limits;
    final List<Item> items = new ArrayList<>();
    long retention = 345_600_000;
    long sent;
    long received;
    long deleted;
    long expired;
    long moved;
    long movedIn;
    int target;
    int maxReceives;
    private long lastPlace;
    /** What was sent under tokens, in this log. */
    private final List<Request> requests = new ArrayList<>();

    record Request(int token, long at, List<Reply.SendOutcome> outcomes) {}

    /** Places of the latest arrivals in lane 0, all of which waited when the last message with a group arrived. */
    private final List<Long> latest = new ArrayList<>();

    /** A message; {@code place} tells the arrivals in one queue apart, {@code receive} is the latest one that was not undone. */
    static final class Item {
        long id;
        /** 0 for none. */
        int group;

        long place;
        long sentAt;
        long dueAt;
        boolean touched;
        long visibleAt;
        long receivedAt;
        long firstReceivedAt;
        int count;
        long receive;
        /** Of a dead letter: the queue it came from, and its count then. */
        int origin = -1;

        int countBefore;

        private Item copy() {
            var copy = new Item();
            copy.id = id;
            copy.group = group;
            copy.place = place;
            copy.sentAt = sentAt;
            copy.dueAt = dueAt;
            copy.touched = touched;
            copy.visibleAt = visibleAt;
            copy.receivedAt = receivedAt;
            copy.firstReceivedAt = firstReceivedAt;
            copy.count = count;
            copy.receive = receive;
            copy.origin = origin;
            copy.countBefore = countBefore;
            return copy;
        }

        boolean hidden(long now) {
            return touched && visibleAt > now;
        }

        boolean delayed(long now) {
            return !touched && dueAt > now && dueAt != HELD_BACK;
        }

        MessageState state(long now) {
            if (hidden(now)) return MessageState.IN_FLIGHT;
            return delayed(now) ? MessageState.DELAYED : MessageState.AVAILABLE;
        }

        long receivableAt(long now) {
            if (hidden(now)) return visibleAt;
            return delayed(now) ? dueAt : 0;
        }

        boolean ready(long now) {
            return touched && visibleAt <= now;
        }

        boolean fresh(long now) {
            return !touched && (dueAt <= now || dueAt == HELD_BACK);
        }

        boolean heldBack() {
            return !touched && dueAt == HELD_BACK;
        }

        /** Whether it stands in lane 1, of which only the first expires. */
        boolean waitsInLane1() {
            return !touched && dueAt != 0 && dueAt != HELD_BACK;
        }
    }

    NaiveQueue(long log, QueueLimits limits) {
        this.log = log;
        this.limits = limits;
    }

    NaiveQueue copy(long log) {
        var copy = new NaiveQueue(log, limits);
        for (Item item : items) copy.items.add(item.copy());
        copy.retention = retention;
        copy.sent = sent;
        copy.received = received;
        copy.deleted = deleted;
        copy.expired = expired;
        copy.moved = moved;
        copy.movedIn = movedIn;
        copy.target = target;
        copy.maxReceives = maxReceives;
        copy.lastPlace = lastPlace;
        copy.latest.addAll(latest);
        copy.requests.addAll(requests);
        return copy;
    }

    void remember(int token, List<Reply.SendOutcome> outcomes, long now) {
        requests.add(new Request(token, now, outcomes));
    }

    /** The one of the last five minutes with that token, or null. */
    @Nullable
    Request request(int token, long now) {
        return requests.stream()
                .filter(request -> request.token == token && now < request.at + 300_000)
                .findFirst()
                .orElse(null);
    }

    /** The same queue in a new log, empty, counting on. */
    NaiveQueue purged(long newLog) {
        NaiveQueue purged = copy(newLog);
        purged.deleted += items.size();
        purged.items.clear();
        purged.latest.clear();
        purged.requests.clear();
        return purged;
    }

    /** What has expired goes; of the delayed only those that are due and stand first. */
    void passTime(long now) {
        for (Item item : List.copyOf(items)) {
            if (!item.waitsInLane1() && expired(item, now)) expire(item);
        }
        expireFirstDue(now);
    }

    private void expireFirstDue(long now) {
        Item due = firstDue(now);
        while (due != null && expired(due, now)) {
            expire(due);
            due = firstDue(now);
        }
    }

    void send(long id, int group, long delayMillis, long now) {
        var item = new Item();
        item.id = id;
        item.group = group;
        item.place = ++lastPlace;
        item.sentAt = now;
        if (delayMillis > 0) item.dueAt = DueTimes.roundUp(now + delayMillis);
        else if (group > 0 && isNoisy(group, now)) item.dueAt = HELD_BACK;
        else latest.add(item.place);
        items.add(item);
        sent++;
    }

    /** With messages held back, or a large share of those in flight, or of the latest that wait. */
    private boolean isNoisy(int group, long now) {
        Set<Long> waiting = items.stream()
                .filter(item -> !item.touched)
                .map(item -> item.place)
                .collect(toSet());
        boolean counted = count(item -> latest.contains(item.place) && item.group > 0) > 0;
        if (!counted || latest.size() >= 10 * limits.noisyFrom() || !waiting.containsAll(latest)) latest.clear();
        long inFlight = count(item -> item.hidden(now) && item.group == group);
        long recent = count(item -> latest.contains(item.place) && item.group == group);
        return noisyGroups().contains(group)
                || (inFlight >= limits.noisyFrom() && 10 * inFlight > count(item -> item.hidden(now)))
                || recent >= limits.noisyFrom();
    }

    /** Those with messages held back. */
    Set<Integer> noisyGroups() {
        return items.stream().filter(Item::heldBack).map(item -> item.group).collect(toSet());
    }

    /** Takes in what another queue, or this one, has received too often. */
    void accept(Item letter, int from, long now) {
        Item item = letter.copy();
        item.place = ++lastPlace;
        item.dueAt = DueTimes.roundDown(now);
        item.touched = false;
        item.origin = from;
        item.countBefore = item.count;
        items.add(item);
        movedIn++;
    }

    boolean full(long now) {
        return count(item -> item.hidden(now)) >= limits.inFlight();
    }

    /** The items received, in order; none are given out twice. Those received too often go to the dead letters instead. */
    List<Item> receive(int max, long visibilityMillis, long now, Consumer<Item> deadLetters) {
        long room = Math.min(max, limits.inFlight() - count(item -> item.hidden(now)));
        long tiredAllowed = (max + received % 2) / 2;
        var picked = new ArrayList<Item>();
        int moves = 0;
        while (picked.size() < room && moves < MOST_MOVED_BY_A_RECEIVE) {
            boolean tiredToo = tiredAllowed > 0;
            Item next = firstReady(now, picked, tiredToo);
            if (next == null) next = firstFresh((received + picked.size()) % 10 == 9, now);
            if (next == null) next = firstReady(now, picked, true);
            if (next == null) break;
            if (next.touched && maxReceives > 0 && next.count - next.countBefore >= maxReceives) {
                deadLetters.accept(next);
                items.remove(next);
                moved++;
                moves++;
                continue;
            }
            if (next.touched && next.count >= 2) tiredAllowed--;
            next.touched = true;
            picked.add(next);
        }
        for (Item item : picked) {
            item.count++;
            item.receivedAt = now;
            if (item.firstReceivedAt == 0) item.firstReceivedAt = now;
            item.visibleAt = now + visibilityMillis;
        }
        received += picked.size();
        return picked;
    }

    private @Nullable Item firstReady(long now, List<Item> taken, boolean tiredToo) {
        return first(item -> item.ready(now) && !taken.contains(item) && (tiredToo || item.count < 2), BY_REAPPEARANCE);
    }

    private @Nullable Item firstFresh(boolean turnOfHeldBack, long now) {
        if (!takesFresh()) return null;
        expireFirstDue(now);
        Item due = firstDue(now);
        Item available = first(item -> !item.touched && item.dueAt == 0, BY_PLACE);
        Item heldBack = first(Item::heldBack, BY_PLACE);
        if (heldBack != null && (turnOfHeldBack || (due == null && available == null))) return heldBack;
        if (due == null || available == null) return due == null ? available : due;
        return available.sentAt <= due.dueAt ? available : due;
    }

    void delete(long place) {
        Item item = touched(place);
        if (item == null) return;
        items.remove(item);
        deleted++;
    }

    @Nullable
    Rejection changeVisibility(long place, long visibilityMillis, long now) {
        Item item = touched(place);
        if (item == null) return Rejection.MESSAGE_NOT_AVAILABLE;
        if (now + visibilityMillis - item.receivedAt > 43_200_000) return Rejection.HIDDEN_TOO_LONG;
        item.visibleAt = now + visibilityMillis;
        return null;
    }

    void undo(long place, long receive, long now) {
        Item item = touched(place);
        if (item == null || item.receive != receive) return;
        item.receive = -1;
        item.count--;
        if (item.count == 0) item.firstReceivedAt = 0;
        item.visibleAt = now;
    }

    boolean receivable(long now) {
        boolean ready = count(item -> item.ready(now)) > 0;
        return !full(now) && (ready || (takesFresh() && count(item -> item.fresh(now)) > 0));
    }

    /** The first instant behind this one at which time changes something; {@link Long#MAX_VALUE} when none is. */
    long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (Item item : items) {
            if (item.hidden(now)) next = Math.min(next, item.visibleAt);
            if (item.delayed(now)) next = Math.min(next, item.dueAt);
            if (!item.waitsInLane1()) next = Math.min(next, item.sentAt + retention);
        }
        Item due = firstDue(now);
        return due == null ? next : Math.min(next, Math.max(due.dueAt, due.sentAt + retention));
    }

    long oldestSentAt() {
        return oldestSentAt(item -> true);
    }

    /** Of those that nobody has received, that are due and not held back. */
    long oldestQuietSentAt(long now) {
        return oldestSentAt(item -> item.fresh(now) && !item.heldBack());
    }

    private long oldestSentAt(Predicate<Item> wanted) {
        Item firstOfLane1 = first(Item::waitsInLane1, BY_PLACE);
        return items.stream()
                .filter(item -> wanted.test(item) && (item == firstOfLane1 || !item.waitsInLane1()))
                .mapToLong(item -> item.sentAt)
                .min()
                .orElse(0);
    }

    List<Item> inOrder() {
        return items.stream().sorted(BY_PLACE).toList();
    }

    long count(Predicate<Item> wanted) {
        return items.stream().filter(wanted).count();
    }

    private boolean takesFresh() {
        return count(item -> item.touched) < 2L * limits.inFlight();
    }

    private boolean expired(Item item, long now) {
        return now >= item.sentAt + retention;
    }

    private void expire(Item item) {
        items.remove(item);
        expired++;
    }

    private @Nullable Item firstDue(long now) {
        return first(item -> item.waitsInLane1() && item.dueAt <= now, BY_PLACE);
    }

    private @Nullable Item touched(long place) {
        return first(item -> item.touched && item.place == place, BY_PLACE);
    }

    private @Nullable Item first(Predicate<Item> wanted, Comparator<Item> order) {
        return items.stream().filter(wanted).min(order).orElse(null);
    }
}
