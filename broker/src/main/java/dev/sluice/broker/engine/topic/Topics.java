package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Change.RemoveLog;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicChange.RemoveTopic;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.effect.TopicReply.PublishOutcome;
import dev.sluice.broker.engine.queue.AcceptedRequests;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The topics of a shard. Owned by the shard thread. */
public final class Topics {
    private static final int MAX_TAGS = 50;

    private static final Rejected NO_SUCH_TOPIC = new Rejected(Rejection.TOPIC_DOES_NOT_EXIST);

    private final ShardQueues queues;
    private final Telephones telephones;
    private final StoredMessages store;
    private final AcceptedRequests accepted;
    private final Subscriptions subscriptions;
    private final Map<TopicId, TopicMachine> byId = new HashMap<>();
    private final Map<Long, TopicMachine> byLogId = new HashMap<>();
    private final NavigableMap<TopicId, TopicMachine> inOrder = new TreeMap<>();
    private final NavigableMap<TopicId, TopicMachine> archiving = new TreeMap<>();
    /** No archive has something to forget before. */
    private long nextTrimAt = Long.MAX_VALUE;
    /** Topics whose heads must be written when the turn ends, in the order they changed. */
    private final Set<TopicMachine> changed = new LinkedHashSet<>();

    public Topics(
            ShardQueues queues,
            Telephones telephones,
            StoredMessages store,
            AcceptedRequests accepted,
            TopicLimits limits) {
        this.queues = queues;
        this.telephones = telephones;
        this.store = store;
        this.accepted = accepted;
        this.subscriptions = new Subscriptions(queues, telephones, limits);
    }

    /** Completes the turn's effects. */
    public void endTurn(Effects effects) {
        for (TopicMachine topic : changed) topic.endTurn(effects);
        changed.clear();
    }

    /** Lets time pass: replays go on, archives forget, and so does who waits for a confirmation. */
    public void advance(long now, Effects effects) {
        subscriptions.advance(now, effects);
        if (now < nextTrimAt) return;
        nextTrimAt = Long.MAX_VALUE;
        for (TopicMachine topic : archiving.values()) {
            topic.advance(now, effects);
            settle(topic);
        }
    }

    /** When to call {@link #advance}; {@link Long#MAX_VALUE} for never. */
    public long nextDeadline() {
        return Math.min(Math.min(subscriptions.nextDeadline(), nextReplayAt()), nextTrimAt);
    }

    /** The instant at which a replay makes its next step; {@link Long#MAX_VALUE} when none runs. */
    public long nextReplayAt() {
        return subscriptions.nextReplayAt();
    }

    // Commands

    public Reply create(
            TopicId id,
            TopicAttributes attributes,
            Map<String, String> tags,
            String dataProtectionPolicy,
            long now,
            Effects effects) {
        TopicMachine existing = byId.get(id);
        if (existing != null) return new TopicReply.TopicExists(existing.record());
        if (tags.size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
        var topic = new TopicMachine(
                new TopicRecord(id, queues.newLogId(), attributes, tags, dataProtectionPolicy, now),
                queues,
                telephones,
                store);
        add(topic);
        define(topic, topic.record(), now, effects);
        return new TopicReply.TopicCreated(topic.record());
    }

    public Reply delete(TopicId id, Effects effects) {
        TopicMachine topic = byId.get(id);
        if (topic == null) return Done.DONE;
        if (topic.attributes().archiveMillis() > 0) return new Rejected(Rejection.TOPIC_HAS_ARCHIVE);
        subscriptions.removeAllOf(topic, effects);
        byId.remove(id);
        byLogId.remove(topic.logId());
        inOrder.remove(id);
        changed.remove(topic);
        effects.add(new RemoveTopic(id));
        effects.add(new RemoveLog(topic.logId()));
        return Done.DONE;
    }

    public Reply setAttributes(TopicId id, Map<TopicAttribute, String> changes, long now, Effects effects) {
        return at(id, topic -> {
            TopicAttributes attributes = topic.attributes().with(changes);
            Rejected refusal = topic.refusalOf(attributes);
            if (refusal != null) return refusal;
            define(topic, topic.record().with(attributes), now, effects);
            for (Subscription subscription : topic.subscriptions())
                subscriptions.register().noteChange(subscription);
            return Done.DONE;
        });
    }

    public Reply replacePolicy(TopicId id, String present, String replacement, long now, Effects effects) {
        return at(id, topic -> {
            String policy = topic.attributes().policy();
            if (!policy.equals(present)) return new Reply.PolicyChanged(policy);
            return setAttributes(id, Map.of(TopicAttribute.POLICY, replacement), now, effects);
        });
    }

    public Reply tag(TopicId id, Map<String, String> tags, long now, Effects effects) {
        return at(id, topic -> {
            var merged = new HashMap<>(topic.record().tags());
            merged.putAll(tags);
            if (merged.size() > MAX_TAGS) return new Rejected(Rejection.TOO_MANY_TAGS);
            define(topic, topic.record().tagged(merged), now, effects);
            return Done.DONE;
        });
    }

    public Reply untag(TopicId id, List<String> keys, long now, Effects effects) {
        return at(id, topic -> {
            var left = new HashMap<>(topic.record().tags());
            keys.forEach(left::remove);
            define(topic, topic.record().tagged(left), now, effects);
            return Done.DONE;
        });
    }

    public Reply protect(TopicId id, String policy, long now, Effects effects) {
        return at(id, topic -> {
            define(topic, topic.record().protectedBy(policy), now, effects);
            return Done.DONE;
        });
    }

    public Reply subscribe(WantedSubscription wanted, long now, Effects effects) {
        return at(wanted.id().topic(), topic -> subscriptions.subscribe(topic, wanted, now, effects));
    }

    public Reply confirm(String token, boolean signed, boolean signedOnly, long now, Effects effects) {
        return subscriptions.confirm(token, signed, signedOnly, now, effects);
    }

    public Reply unsubscribe(
            SubscriptionId id, boolean signed, @Nullable Handshake farewell, long now, Effects effects) {
        Reply reply = subscriptions.unsubscribe(id, signed, farewell, now, effects);
        TopicMachine topic = byId.get(id.topic());
        if (topic != null) settle(topic);
        return reply;
    }

    public Reply publish(
            TopicId id,
            List<Publication> publications,
            String examinedUnder,
            @Nullable IdempotencyToken token,
            long now,
            Effects effects) {
        IdempotencyToken counted = id.isFifo() ? null : token;
        return at(id, topic -> {
            Reply repetition = accepted.repetition(topic.logId(), counted, now, Topics::published);
            if (repetition != null) return repetition;
            Reply reply = topic.publish(publications, examinedUnder, now, effects);
            settle(topic);
            if (reply instanceof TopicReply.Published published) {
                accepted.add(topic.logId(), counted, now, outcomes(published), effects);
            }
            return reply;
        });
    }

    private static Reply published(List<SendOutcome> outcomes) {
        var published = new ArrayList<PublishOutcome>(outcomes.size());
        for (SendOutcome outcome : outcomes) {
            published.add(new PublishOutcome(Objects.requireNonNull(outcome.id()), outcome.sequence()));
        }
        return new TopicReply.Published(published);
    }

    private static List<SendOutcome> outcomes(TopicReply.Published published) {
        return published.outcomes().stream()
                .map(outcome -> SendOutcome.accepted(outcome.messageId()))
                .toList();
    }

    public Reply giveUp(SubscriptionId id, ReceiptHandle handle, long now, Effects effects) {
        return subscriptions.giveUp(id, handle, now, effects);
    }

    public Reply setAttributes(
            SubscriptionId id, Map<SubscriptionAttribute, String> changes, long now, Effects effects) {
        return subscriptions.setAttributes(id, changes, now, effects);
    }

    // Questions

    public Reply describe(TopicId id, long now) {
        return at(id, topic -> described(topic, now));
    }

    public Reply list(String account, String region, @Nullable String after, int max) {
        var found = new ArrayList<TopicId>();
        var from = new TopicId(account, region, after == null ? "" : after);
        for (TopicId id : inOrder.tailMap(from, false).keySet()) {
            if (!id.account().equals(account) || !id.region().equals(region)) break;
            if (found.size() == max) return new TopicReply.TopicsListed(found, true);
            found.add(id);
        }
        return new TopicReply.TopicsListed(found, false);
    }

    public Reply describe(SubscriptionId id) {
        return subscriptions.describe(id);
    }

    public Reply listSubscriptions(String account, String region, @Nullable SubscriptionId after, int max) {
        return subscriptions.register().list(account, region, after, max);
    }

    public Reply listSubscriptions(TopicId id, @Nullable SubscriptionId after, int max) {
        return at(id, topic -> topic.list(after, max));
    }

    /** Whether the redrive policy of a subscription names the queue. */
    public boolean haveDeadLettersIn(QueueId queue) {
        return subscriptions.register().deadLetterQueues().contains(queue);
    }

    /** @param known the version of an answer that the asker has; 0 for none */
    public Reply endpoints(long known) {
        SubscriptionRegister register = subscriptions.register();
        long version = register.version() + telephones.version();
        if (version == known) return new TopicReply.EndpointsUnchanged();
        var found = new ArrayList<TopicReply.SubscriptionDescribed>();
        for (Subscription subscription : register.withInternalQueues())
            found.add(Subscriptions.described(subscription));
        return new TopicReply.EndpointsListed(version, found, telephones.captures());
    }

    public Reply survey(long now) {
        var ofTopics = new ArrayList<TopicReply.TopicDescribed>();
        for (TopicMachine topic : inOrder.values()) ofTopics.add(described(topic, now));
        var ofSubscriptions = new ArrayList<TopicReply.SubscriptionSurveyed>();
        for (Subscription subscription : subscriptions.register().all()) {
            if (!subscription.hasLeft()) ofSubscriptions.add(subscriptions.surveyed(subscription, now));
        }
        return new TopicReply.TopicsSurveyed(ofTopics, ofSubscriptions);
    }

    private static TopicReply.TopicDescribed described(TopicMachine topic, long now) {
        return new TopicReply.TopicDescribed(topic.record(), topic.counts(now));
    }

    // Restoration

    public void restore(TopicRecord record) {
        add(new TopicMachine(record, queues, telephones, store));
    }

    public void restore(SubscriptionRecord record) {
        TopicMachine topic = byId.get(record.id().topic());
        if (topic == null) throw new IllegalStateException("a subscription of no topic: " + record);
        subscriptions.restore(topic, record);
    }

    public void restore(Replay replay) {
        subscriptions.restore(replay);
    }

    public void restore(long logId, TopicHead head) {
        TopicMachine topic = byLogId.get(logId);
        if (topic == null) throw new IllegalStateException("log " + logId + " has a topic's head but no topic");
        topic.restore(head);
        if (!topic.archive().isOn()) return;
        archiving.put(topic.id(), topic);
        nextTrimAt = 0; // the first tick looks when there is something to forget
    }

    /** Throws unless everything fits together: for tests. */
    public void checkInvariants() {
        for (TopicMachine topic : inOrder.values()) topic.checkInvariants();
    }

    private void add(TopicMachine topic) {
        byId.put(topic.id(), topic);
        byLogId.put(topic.logId(), topic);
        inOrder.put(topic.id(), topic);
    }

    private void define(TopicMachine topic, TopicRecord record, long now, Effects effects) {
        topic.define(record, now, effects);
        if (topic.archive().isOn()) archiving.put(topic.id(), topic);
        else archiving.remove(topic.id());
        settle(topic);
    }

    private void settle(TopicMachine topic) {
        if (topic.headChanged()) changed.add(topic);
        nextTrimAt = Math.min(nextTrimAt, topic.nextDeadline());
    }

    private Reply at(TopicId id, Function<TopicMachine, Reply> work) {
        TopicMachine topic = byId.get(id);
        return topic == null ? NO_SUCH_TOPIC : work.apply(topic);
    }
}
