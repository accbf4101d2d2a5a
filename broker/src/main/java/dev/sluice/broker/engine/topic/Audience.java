package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.filter.FilterIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The subscriptions of a topic that get its messages now, by what a message may be worded differently for; and which of them want a message.
 */
final class Audience {
    private static final Comparator<Subscription> IN_ORDER = Comparator.comparingLong(Subscription::number);

    private final Map<String, FilterIndex<Subscription>> byWording = new TreeMap<>();
    private int size;

    void put(Subscription subscription) {
        FilterIndex<Subscription> index =
                byWording.computeIfAbsent(subscription.wordingKey(), key -> new FilterIndex<>());
        size -= index.size();
        index.put(subscription, subscription.filter());
        size += index.size();
    }

    void remove(Subscription subscription) {
        FilterIndex<Subscription> index = byWording.get(subscription.wordingKey());
        if (index == null) return;
        size -= index.size();
        index.remove(subscription);
        size += index.size();
        if (index.size() == 0) byWording.remove(subscription.wordingKey());
    }

    int size() {
        return size;
    }

    /** In the order in which they subscribed, which a restart does not change. */
    List<Subscription> of(Publication publication) {
        var found = new ArrayList<Subscription>();
        byWording.forEach((key, index) -> found.addAll(index.matching(
                publication.attributes(), publication.wording(key).judged())));
        found.sort(IN_ORDER);
        return found;
    }
}
