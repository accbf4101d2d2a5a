package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.queue.DeadLetterQueues;
import dev.sluice.broker.model.SubscriptionId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a shard by all that they are looked for by. Those that have left can be found, but are not listed. */
final class SubscriptionRegister {
    private final NavigableMap<SubscriptionId, Subscription> byId = new TreeMap<>();
    private final Map<String, Subscription> byToken = new HashMap<>();
    private final Map<Owner, Owned> byOwner = new HashMap<>();
    private final NavigableMap<SubscriptionId, Subscription> internal = new TreeMap<>();
    private final NavigableSet<Subscription> unconfirmed = new TreeSet<>(Comparator.<Subscription>comparingLong(
                    subscription -> subscription.record().expiresAt())
            .thenComparing(Subscription::id));
    private final DeadLetterQueues deadLetterQueues = new DeadLetterQueues();
    private long version = 1;

    private record Owner(String account, String region) {}

    /** What an owner has, and how many of some kinds. */
    private static final class Owned {
        final NavigableMap<SubscriptionId, Subscription> inOrder = new TreeMap<>();
        int withFilter;
        int pending;

        void count(Subscription subscription, int change) {
            if (subscription.filter() != null) withFilter += change;
            if (subscription.isPending()) pending += change;
        }
    }

    void add(Subscription subscription) {
        SubscriptionRecord record = subscription.record();
        byId.put(record.id(), subscription);
        if (!record.token().isEmpty()) byToken.put(record.token(), subscription);
        if (!subscription.isConfirmed()) unconfirmed.add(subscription);
        if (subscription.hasInternalQueue()) internal.put(record.id(), subscription);
        if (!subscription.hasLeft()) {
            Owned owned = byOwner.computeIfAbsent(owner(record), owner -> new Owned());
            owned.inOrder.put(record.id(), subscription);
            owned.count(subscription, 1);
            deadLetterQueues.add(subscription.deadLetterQueue());
        }
        noteChange(subscription);
    }

    /** Must be called before its definition changes. */
    void remove(Subscription subscription) {
        SubscriptionRecord record = subscription.record();
        byId.remove(record.id());
        byToken.remove(record.token());
        unconfirmed.remove(subscription);
        internal.remove(record.id());
        Owned owned = byOwner.get(owner(record));
        if (owned != null && owned.inOrder.remove(record.id()) != null) {
            owned.count(subscription, -1);
            deadLetterQueues.remove(subscription.deadLetterQueue());
        }
        noteChange(subscription);
    }

    /** Something that endpoints depend on has changed. */
    void noteChange(Subscription subscription) {
        if (subscription.hasInternalQueue()) version++;
    }

    @Nullable
    Subscription find(SubscriptionId id) {
        return byId.get(id);
    }

    @Nullable
    Subscription ofToken(String token) {
        return byToken.get(token);
    }

    /** The first whose time to be confirmed ends. */
    @Nullable
    Subscription nextToExpire() {
        return unconfirmed.isEmpty() ? null : unconfirmed.first();
    }

    List<Subscription> leftOf(TopicMachine topic) {
        return unconfirmed.stream()
                .filter(subscription -> subscription.hasLeft() && subscription.topic() == topic)
                .toList();
    }

    /** Named by those that have not left. */
    DeadLetterQueues deadLetterQueues() {
        return deadLetterQueues;
    }

    Iterable<Subscription> all() {
        return byId.values();
    }

    /** Those whose messages wait in internal queues. */
    Iterable<Subscription> withInternalQueues() {
        return internal.values();
    }

    /** Changes when {@link #withInternalQueues} would show something else. */
    long version() {
        return version;
    }

    /** Of one account, for topics of one region. */
    TopicReply.SubscriptionsListed list(String account, String region, @Nullable SubscriptionId after, int max) {
        Owned owned = byOwner.get(new Owner(account, region));
        return list(owned == null ? new TreeMap<>() : owned.inOrder, after, max);
    }

    /** How many with a filter policy the account has in the region. */
    int withFilter(String account, String region) {
        Owned owned = byOwner.get(new Owner(account, region));
        return owned == null ? 0 : owned.withFilter;
    }

    /** How many of the account's wait for their confirmation in the region. */
    int pending(String account, String region) {
        Owned owned = byOwner.get(new Owner(account, region));
        return owned == null ? 0 : owned.pending;
    }

    static TopicReply.SubscriptionsListed list(
            NavigableMap<SubscriptionId, Subscription> inOrder, @Nullable SubscriptionId after, int max) {
        var found = new ArrayList<SubscriptionRecord>();
        var rest = after == null ? inOrder : inOrder.tailMap(after, false);
        for (Subscription subscription : rest.values()) {
            if (found.size() == max) return new TopicReply.SubscriptionsListed(found, true);
            found.add(subscription.record());
        }
        return new TopicReply.SubscriptionsListed(found, false);
    }

    private static Owner owner(SubscriptionRecord record) {
        return new Owner(record.owner(), record.id().topic().region());
    }
}
