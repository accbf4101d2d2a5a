package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange.PutTopic;
import dev.sluice.broker.engine.effect.TopicChange.PutTopicHead;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One topic: its definition, and what it remembers. */
final class TopicMachine {
    /** Above that size only few subscriptions are allowed. */
    private static final int MOST_SUBSCRIPTIONS_FOR_LARGE_MESSAGES = 100;

    private final NavigableMap<SubscriptionId, Subscription> subscriptions = new TreeMap<>();
    private final Map<Endpoint, Subscription> byEndpoint = new HashMap<>();
    private TopicRecord record;
    private long published;
    private long deletedSubscriptions;
    private int pending;
    private boolean headChanged = true;

    private record Endpoint(Protocol protocol, String text) {}

    TopicMachine(TopicRecord record) {
        this.record = record;
    }

    TopicRecord record() {
        return record;
    }

    TopicId id() {
        return record.id();
    }

    long logId() {
        return record.logId();
    }

    TopicAttributes attributes() {
        return record.attributes();
    }

    void define(TopicRecord changed, Effects effects) {
        record = changed;
        effects.add(new PutTopic(changed));
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    int subscriptionCount() {
        return subscriptions.size();
    }

    @Nullable
    Subscription subscription(Protocol protocol, String endpoint) {
        return byEndpoint.get(new Endpoint(protocol, endpoint));
    }

    TopicReply.SubscriptionsListed list(@Nullable SubscriptionId after, int max) {
        return SubscriptionRegister.list(subscriptions, after, max);
    }

    void add(Subscription subscription) {
        SubscriptionRecord added = subscription.record();
        subscriptions.put(added.id(), subscription);
        byEndpoint.put(new Endpoint(added.protocol(), added.endpoint()), subscription);
        if (subscription.isPending()) pending++;
    }

    /** Must be called before its definition changes. */
    void remove(Subscription subscription) {
        SubscriptionRecord removed = subscription.record();
        subscriptions.remove(removed.id());
        byEndpoint.remove(new Endpoint(removed.protocol(), removed.endpoint()));
        if (subscription.isPending()) pending--;
    }

    void countDeletedSubscription() {
        deletedSubscriptions++;
        headChanged = true;
    }

    /** Why it cannot have a subscription of that protocol; null when it can. */
    @Nullable
    Rejected refusalOf(Protocol protocol) {
        boolean large = attributes().maximumMessageBytes() > TopicAttributes.DEFAULT_MAXIMUM_MESSAGE_BYTES;
        if (!large || protocol.takesLargeMessages()) return null;
        return new Rejected(Rejection.PROTOCOL_TAKES_NO_LARGE_MESSAGES);
    }

    /** Why it cannot have these attributes; null when it can. */
    @Nullable
    Rejected refusalOf(TopicAttributes wanted) {
        if (wanted.maximumMessageBytes() <= TopicAttributes.DEFAULT_MAXIMUM_MESSAGE_BYTES) return null;
        boolean fits = subscriptions.size() <= MOST_SUBSCRIPTIONS_FOR_LARGE_MESSAGES
                && subscriptions.values().stream()
                        .allMatch(
                                subscription -> subscription.record().protocol().takesLargeMessages());
        return fits ? null : new Rejected(Rejection.MESSAGE_SIZE_NEEDS_OTHER_SUBSCRIPTIONS);
    }

    TopicCounts counts() {
        return new TopicCounts(subscriptions.size() - pending, pending, deletedSubscriptions, published, 0);
    }

    boolean headChanged() {
        return headChanged;
    }

    void endTurn(Effects effects) {
        effects.add(new PutTopicHead(logId(), new TopicHead(1, published, deletedSubscriptions, 1, 0)));
        headChanged = false;
    }

    void restore(TopicHead head) {
        published = head.published();
        deletedSubscriptions = head.deletedSubscriptions();
        headChanged = false;
    }
}
