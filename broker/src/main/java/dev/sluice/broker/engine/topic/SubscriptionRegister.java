package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
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
    private final Map<Owner, NavigableMap<SubscriptionId, Subscription>> byOwner = new HashMap<>();
    private final NavigableMap<SubscriptionId, Subscription> internal = new TreeMap<>();
    private final NavigableSet<Subscription> unconfirmed = new TreeSet<>(Comparator.<Subscription>comparingLong(
                    subscription -> subscription.record().expiresAt())
            .thenComparing(Subscription::id));
    private long version = 1;

    private record Owner(String account, String region) {}

    void add(Subscription subscription) {
        SubscriptionRecord record = subscription.record();
        byId.put(record.id(), subscription);
        if (!record.token().isEmpty()) byToken.put(record.token(), subscription);
        if (!subscription.isConfirmed()) unconfirmed.add(subscription);
        if (subscription.hasInternalQueue()) internal.put(record.id(), subscription);
        if (!subscription.hasLeft()) {
            byOwner.computeIfAbsent(owner(record), owner -> new TreeMap<>()).put(record.id(), subscription);
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
        Map<SubscriptionId, Subscription> ofOwner = byOwner.get(owner(record));
        if (ofOwner != null) ofOwner.remove(record.id());
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
        return list(byOwner.getOrDefault(new Owner(account, region), new TreeMap<>()), after, max);
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
