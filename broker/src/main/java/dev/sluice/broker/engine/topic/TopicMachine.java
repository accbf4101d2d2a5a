package dev.sluice.broker.engine.topic;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange.PutTopic;
import dev.sluice.broker.engine.effect.TopicChange.PutTopicHead;
import dev.sluice.broker.engine.effect.TopicCounts;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.effect.TopicReply.PublishOutcome;
import dev.sluice.broker.engine.queue.AcceptedSends;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One topic: its definition, and what it remembers. */
final class TopicMachine {
    /** Above that size only few subscriptions are allowed. */
    private static final int MOST_SUBSCRIPTIONS_FOR_LARGE_MESSAGES = 100;

    private final ShardQueues queues;
    private final Telephones telephones;
    private final AcceptedSends acceptedPublishes;
    private final Archive archive;
    private final MessageDigest md5 = Envelopes.md5();
    private final NavigableMap<SubscriptionId, Subscription> subscriptions = new TreeMap<>();
    private final Audience audience = new Audience();
    private final Map<Endpoint, Subscription> byEndpoint = new HashMap<>();
    private TopicRecord record;
    private long nextSequence = 1;
    private long published;
    private long deletedSubscriptions;
    private int pending;
    private int withFilter;
    private boolean headChanged = true;

    private record Endpoint(Protocol protocol, String text) {}

    TopicMachine(TopicRecord record, ShardQueues queues, Telephones telephones, StoredMessages store) {
        this.record = record;
        this.queues = queues;
        this.telephones = telephones;
        this.acceptedPublishes = new AcceptedSends(record.logId(), store);
        this.archive = new Archive(record.logId(), store);
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

    void define(TopicRecord changed, long now, Effects effects) {
        record = changed;
        effects.add(new PutTopic(changed));
        boolean archives = id().isFifo() && attributes().archiveMillis() > 0;
        if (archives == archive.isOn()) return;
        if (archives) archive.turnOn(nextSequence, now);
        else archive.turnOff(nextSequence, effects);
        headChanged = true;
    }

    Archive archive() {
        return archive;
    }

    long nextSequence() {
        return nextSequence;
    }

    /** When to call {@link #advance}; {@link Long#MAX_VALUE} for never. */
    long nextDeadline() {
        return archive.nextTrimAt(nextSequence, attributes().archiveMillis());
    }

    /** Lets time pass: the archive forgets. */
    void advance(long now, Effects effects) {
        if (archive.trim(nextSequence, attributes().archiveMillis(), now, effects)) headChanged = true;
    }

    /**
     * One outcome for each message, or one rejection for all.
     *
     * @param examinedUnder the data protection policy that the messages were made by; any other than the topic's is answered
     *     with the topic's
     */
    Reply publish(List<Publication> publications, String examinedUnder, long now, Effects effects) {
        if (!record.dataProtectionPolicy().equals(examinedUnder)) {
            return new TopicReply.ProtectedOtherwise(record.dataProtectionPolicy());
        }
        int maximum = attributes().maximumMessageBytes();
        long bytes = 0;
        for (Publication publication : publications) {
            bytes += publication.sizeBytes();
            if (publication.deduplicatesByContent() && !attributes().deduplicatesByContent()) {
                return new Rejected(Rejection.NO_DEDUPLICATION_ID);
            }
        }
        if (bytes > maximum) return new Rejected(Rejection.MESSAGE_TOO_LARGE, Integer.toString(maximum));
        var outcomes = new ArrayList<PublishOutcome>(publications.size());
        for (Publication publication : publications) {
            outcomes.add(
                    id().isFifo() ? publishOnce(publication, now, effects) : publish(publication, 0, now, effects));
        }
        return new TopicReply.Published(outcomes);
    }

    private PublishOutcome publishOnce(Publication publication, long now, Effects effects) {
        String group = publication.groupId();
        String deduplication = publication.deduplicationId();
        if (group == null || deduplication == null) {
            throw new IllegalArgumentException("a message to a FIFO topic has a group and a deduplication id");
        }
        var key = DeduplicationKey.of(attributes().deduplicatesByGroup() ? group : null, deduplication);
        Accepted earlier = acceptedPublishes.find(key, now);
        if (earlier != null) return new PublishOutcome(earlier.id(), earlier.sequence());
        long sequence = nextSequence++;
        acceptedPublishes.add(key, new Accepted(now, sequence, publication.id()), effects);
        return publish(publication, sequence, now, effects);
    }

    private PublishOutcome publish(Publication publication, long sequence, long now, Effects effects) {
        published++;
        headChanged = true;
        if (archive.isOn()) archive.add(publication, sequence, now, effects);
        if (audience.size() > 0) {
            FanOut fanOut = fanOut(publication, sequence, false);
            for (Subscription subscription : audience.of(publication)) {
                subscription.countWanted();
                fanOut.deliver(subscription, now, effects);
            }
        }
        return new PublishOutcome(publication.id(), sequence);
    }

    FanOut fanOut(Publication publication, long sequence, boolean replayed) {
        return new FanOut(queues, telephones, publication, sequence, replayed, md5);
    }

    long published() {
        return published;
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    int subscriptionCount() {
        return subscriptions.size();
    }

    /** How many of its subscriptions have a filter policy. */
    int withFilter() {
        return withFilter;
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
        if (subscription.filter() != null) withFilter++;
        settle(subscription);
    }

    /** Lets it be in the audience or not, as it is now. */
    void settle(Subscription subscription) {
        boolean live = subscription.isLive();
        subscription.live(live);
        if (live) audience.put(subscription);
        else audience.remove(subscription);
    }

    /** Must be called before its definition changes. */
    void remove(Subscription subscription) {
        SubscriptionRecord removed = subscription.record();
        subscriptions.remove(removed.id());
        byEndpoint.remove(new Endpoint(removed.protocol(), removed.endpoint()));
        if (subscription.isPending()) pending--;
        if (subscription.filter() != null) withFilter--;
        audience.remove(subscription);
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

    TopicCounts counts(long now) {
        long archivedSince =
                archive.isOn() ? Math.max(archive.since(), now - attributes().archiveMillis()) : 0;
        return new TopicCounts(subscriptions.size() - pending, pending, deletedSubscriptions, published, archivedSince);
    }

    boolean headChanged() {
        return headChanged;
    }

    void endTurn(Effects effects) {
        effects.add(new PutTopicHead(
                logId(),
                new TopicHead(nextSequence, published, deletedSubscriptions, archive.from(), archive.since())));
        headChanged = false;
        acceptedPublishes.turnEnded();
        archive.turnEnded();
    }

    void restore(TopicHead head) {
        nextSequence = head.nextSequence();
        archive.restore(head.archivedFrom(), head.archivedSince());
        published = head.published();
        deletedSubscriptions = head.deletedSubscriptions();
        headChanged = false;
        for (Subscription subscription : subscriptions.values()) subscription.restored();
    }

    /** Throws unless everything fits together: for tests. */
    void checkInvariants() {
        long live = subscriptions.values().stream().filter(Subscription::isLive).count();
        long unconfirmed =
                subscriptions.values().stream().filter(Subscription::isPending).count();
        long filtered = subscriptions.values().stream()
                .filter(subscription -> subscription.filter() != null)
                .count();
        require(withFilter == filtered, "%s are counted as filtered, %s are", withFilter, filtered);
        require(audience.size() == live, "%s listen, %s should", audience.size(), live);
        require(pending == unconfirmed, "%s are counted as pending, %s are", pending, unconfirmed);
        require(byEndpoint.size() == subscriptions.size(), "%s has an endpoint twice", id());
        require(archive.from() <= nextSequence, "the archive begins at %s of %s", archive.from(), nextSequence);
    }
}
