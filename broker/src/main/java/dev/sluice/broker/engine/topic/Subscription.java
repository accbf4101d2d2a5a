package dev.sluice.broker.engine.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.filter.FilterPolicy;
import dev.sluice.broker.engine.filter.FilterPolicyScope;
import dev.sluice.broker.engine.filter.FilterSubject;
import dev.sluice.broker.engine.filter.InvalidFilterPolicy;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import org.jspecify.annotations.Nullable;

/** One subscription of a topic: its definition, and where its messages go. */
final class Subscription {
    private static final long NOT_LIVE = -1;

    private final TopicMachine topic;
    private final QueueId queue;
    private final byte[] arn;
    private final String wordingKey;
    private SubscriptionRecord record;
    private boolean raw;
    private @Nullable FilterPolicy filter;
    private @Nullable QueueId deadLetterQueue;
    private @Nullable ReplaySpan span;
    private @Nullable Replay replay;

    /** How many messages the topic had taken when this became live; {@link #NOT_LIVE} while it is not. */
    private long liveFrom = NOT_LIVE;
    /** Messages published while it was live, before that. */
    private long offered;

    private long wanted;
    private long delivered;
    private long deadLettered;
    private long lost;

    Subscription(TopicMachine topic, SubscriptionRecord record) {
        this.topic = topic;
        this.record = record;
        this.queue = queue(record);
        this.arn = record.id().arn().getBytes(UTF_8);
        this.wordingKey = wordingKey(record);
        read(record.attributes());
    }

    private static QueueId queue(SubscriptionRecord record) {
        if (record.protocol() != Protocol.SQS) return record.id().internalQueue();
        QueueId queue = QueueId.ofArn(record.endpoint());
        if (queue == null) throw new IllegalArgumentException("no queue to deliver to: " + record);
        return queue;
    }

    private static String wordingKey(SubscriptionRecord record) {
        EndpointId mobile = record.protocol() == Protocol.APPLICATION ? EndpointId.ofArn(record.endpoint()) : null;
        return mobile == null
                ? record.protocol().wireName()
                : mobile.application().platform();
    }

    TopicMachine topic() {
        return topic;
    }

    SubscriptionRecord record() {
        return record;
    }

    SubscriptionId id() {
        return record.id();
    }

    /** Where its messages are put: the endpoint, or the internal queue. */
    QueueId queue() {
        return queue;
    }

    boolean hasInternalQueue() {
        return record.protocol() != Protocol.SQS;
    }

    boolean isConfirmed() {
        return record.isConfirmed();
    }

    boolean isPending() {
        return record.state() == State.PENDING;
    }

    /** Whether it was ended by a link, so that nobody sees it. */
    boolean hasLeft() {
        return record.state() == State.LEFT;
    }

    long number() {
        return record.number();
    }

    /** Under what a message has a text of its own for it: its protocol, or its platform of mobile push. */
    String wordingKey() {
        return wordingKey;
    }

    /** As it stands in links. */
    byte[] arn() {
        return arn;
    }

    boolean isRaw() {
        return raw;
    }

    /** Null when it wants every message. */
    @Nullable
    FilterPolicy filter() {
        return filter;
    }

    /** Null when what cannot be delivered is lost. It may not exist. */
    @Nullable
    QueueId deadLetterQueue() {
        return deadLetterQueue;
    }

    /** By its own filter alone: for messages that come to it one by one. */
    boolean wants(Publication publication) {
        if (filter == null) return true;
        return filter.matches(
                filter.scope() == FilterPolicyScope.MESSAGE_BODY
                        ? FilterSubject.ofBody(publication.wording(wordingKey).judged())
                        : FilterSubject.ofAttributes(publication.attributes()));
    }

    /** What its ReplayPolicy wants; null when it has none. */
    @Nullable
    ReplaySpan span() {
        return span;
    }

    @Nullable
    Replay replay() {
        return replay;
    }

    void replay(@Nullable Replay changed) {
        replay = changed;
    }

    /** Whether it gets messages as they are published: not while a replay brings them, nor after one that had an end. */
    boolean isLive() {
        if (!isConfirmed()) return false;
        if (replay == null || replay.state() == Replay.State.FAILED) return true;
        return replay.state() == Replay.State.COMPLETED && span != null && !span.ends();
    }

    void define(SubscriptionRecord changed) {
        boolean sameAttributes = changed.attributes().equals(record.attributes());
        record = changed;
        if (!sameAttributes) read(changed.attributes());
    }

    /** What the API has accepted, it can be read. */
    private void read(SubscriptionAttributes attributes) {
        raw = attributes.isRaw();
        String redrive = attributes.value(SubscriptionAttribute.REDRIVE_POLICY);
        String target = redrive == null ? null : FlatJson.read(redrive).get("deadLetterTargetArn");
        deadLetterQueue = target == null ? null : QueueId.ofArn(target);
        String again = attributes.value(SubscriptionAttribute.REPLAY_POLICY);
        span = again == null ? null : ReplaySpan.of(again);
        try {
            filter = filterOf(attributes);
        } catch (InvalidFilterPolicy e) {
            throw new IllegalStateException(id() + " has a policy that should have been refused: " + attributes, e);
        }
    }

    /** Why these attributes cannot be read, though each was good when it was looked at; null when they can. */
    static @Nullable String faultOf(SubscriptionAttributes attributes) {
        try {
            filterOf(attributes);
            return null;
        } catch (InvalidFilterPolicy e) {
            return e.getMessage();
        }
    }

    private static @Nullable FilterPolicy filterOf(SubscriptionAttributes attributes) throws InvalidFilterPolicy {
        String policy = attributes.value(SubscriptionAttribute.FILTER_POLICY);
        if (policy == null) return null;
        String scope = attributes.value(SubscriptionAttribute.FILTER_POLICY_SCOPE);
        boolean ofBody = FilterPolicyScope.MESSAGE_BODY.text().equals(scope);
        return FilterPolicy.of(policy, ofBody ? FilterPolicyScope.MESSAGE_BODY : FilterPolicyScope.MESSAGE_ATTRIBUTES);
    }

    /** It gets messages from now on, or no more; or it goes on as it did. */
    void live(boolean live) {
        if (live == (liveFrom != NOT_LIVE)) return;
        if (!live) offered = offered();
        liveFrom = live ? topic.published() : NOT_LIVE;
    }

    void countWanted() {
        wanted++;
    }

    void countDelivered() {
        delivered++;
    }

    void countDeadLettered() {
        deadLettered++;
    }

    void countLost() {
        lost++;
    }

    /** The topic knows now how much it has published. */
    void restored() {
        if (liveFrom != NOT_LIVE) liveFrom = topic.published();
    }

    SubscriptionCounts counts() {
        return new SubscriptionCounts(delivered, offered() - wanted, deadLettered, lost);
    }

    private long offered() {
        return liveFrom == NOT_LIVE ? offered : offered + topic.published() - liveFrom;
    }
}
