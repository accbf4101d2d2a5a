package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.filter.FilterIndex;
import dev.sluice.broker.model.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The subscriptions of a topic that get its messages now, by protocol, since a message may be worded differently for each;
 * and which of them want a message.
 */
final class Audience {
    private static final Comparator<Subscription> IN_ORDER = Comparator.comparingLong(Subscription::number);

    private final Map<Protocol, FilterIndex<Subscription>> byProtocol = new EnumMap<>(Protocol.class);
    private int size;

    void put(Subscription subscription) {
        FilterIndex<Subscription> index =
                byProtocol.computeIfAbsent(subscription.protocol(), protocol -> new FilterIndex<>());
        size -= index.size();
        index.put(subscription, subscription.filter());
        size += index.size();
    }

    void remove(Subscription subscription) {
        FilterIndex<Subscription> index = byProtocol.get(subscription.protocol());
        if (index == null) return;
        size -= index.size();
        index.remove(subscription);
        size += index.size();
        if (index.size() == 0) byProtocol.remove(subscription.protocol());
    }

    int size() {
        return size;
    }

    /** In the order in which they subscribed, which a restart does not change. */
    List<Subscription> of(Publication publication) {
        var found = new ArrayList<Subscription>();
        byProtocol.forEach((protocol, index) -> found.addAll(index.matching(
                publication.attributes(), publication.wording(protocol).text())));
        found.sort(IN_ORDER);
        return found;
    }
}
