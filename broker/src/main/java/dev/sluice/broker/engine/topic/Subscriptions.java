package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicChange.PutSubscription;
import dev.sluice.broker.engine.effect.TopicChange.RemoveSubscription;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscriptions of a shard's topics: how they come, are confirmed, change and go. Owned by the shard thread. */
final class Subscriptions {
    private static final int MOST_OF_A_FIFO_TOPIC = 100;

    private static final Rejected NO_SUCH_SUBSCRIPTION = new Rejected(Rejection.SUBSCRIPTION_DOES_NOT_EXIST);
    private static final Rejected TOKEN_UNKNOWN = new Rejected(Rejection.TOKEN_UNKNOWN);

    private final ShardQueues queues;
    private final Telephones telephones;
    private final Replays replays = new Replays();
    private final SubscriptionRegister register = new SubscriptionRegister();
    private final TopicLimits limits;

    Subscriptions(ShardQueues queues, Telephones telephones, TopicLimits limits) {
        this.queues = queues;
        this.telephones = telephones;
        this.limits = limits;
    }

    SubscriptionRegister register() {
        return register;
    }

    Reply subscribe(TopicMachine topic, WantedSubscription wanted, long now, Effects effects) {
        if (wanted.protocol() == Protocol.APPLICATION && !telephones.haveEndpoint(wanted.endpoint())) {
            return new Rejected(Rejection.ENDPOINT_DOES_NOT_EXIST, wanted.endpoint());
        }
        Subscription existing = topic.subscription(wanted.protocol(), wanted.endpoint());
        if (existing != null) return subscribeAgain(existing, wanted, now, effects);
        Rejected refusal = topic.refusalOf(wanted.protocol());
        if (refusal != null) return refusal;
        Handshake handshake = wanted.handshake();
        var subscription = new Subscription(topic, record(wanted, now));
        refusal = oneTooMany(subscription);
        if (refusal != null) return refusal;
        add(subscription);
        effects.add(new PutSubscription(subscription.record()));
        if (subscription.hasInternalQueue()) queues.open(subscription.queue(), now, effects);
        if (handshake != null) queues.send(subscription.queue(), handshake.message(), now, effects);
        else replays.begin(subscription, now, effects);
        return new TopicReply.Subscribed(subscription.record());
    }

    /** Why there cannot be another one like this; null when there can. */
    private @Nullable Rejected oneTooMany(Subscription added) {
        TopicMachine topic = added.topic();
        int most = topic.id().isFifo() ? MOST_OF_A_FIFO_TOPIC : limits.subscriptionsPerTopic();
        if (topic.subscriptionCount() >= most) return tooMany(Rejection.TOO_MANY_SUBSCRIPTIONS, most);
        int pending = register.pending(added.record().owner(), topic.id().region());
        if (added.isPending() && pending >= limits.pendingPerAccount()) {
            return tooMany(Rejection.TOO_MANY_SUBSCRIPTIONS, limits.pendingPerAccount());
        }
        if (added.filter() != null) {
            Rejected refusal = oneFilterTooMany(added);
            if (refusal != null) return refusal;
        }
        return added.isConfirmed() && added.span() != null ? oneReplayTooMany(added) : null;
    }

    private @Nullable Rejected oneFilterTooMany(Subscription subscription) {
        if (subscription.topic().withFilter() >= limits.filterPoliciesPerTopic()) {
            return tooMany(Rejection.TOO_MANY_FILTER_POLICIES, limits.filterPoliciesPerTopic());
        }
        String region = subscription.id().topic().region();
        if (register.withFilter(subscription.record().owner(), region) >= limits.filterPoliciesPerAccount()) {
            return tooMany(Rejection.TOO_MANY_FILTER_POLICIES, limits.filterPoliciesPerAccount());
        }
        return null;
    }

    private @Nullable Rejected oneReplayTooMany(Subscription subscription) {
        String region = subscription.id().topic().region();
        boolean fits = replays.running(subscription.record().owner(), region) < limits.replaysPerAccount();
        return fits ? null : tooMany(Rejection.TOO_MANY_REPLAYS, limits.replaysPerAccount());
    }

    private static Rejected tooMany(Rejection reason, int most) {
        return new Rejected(reason, Integer.toString(most));
    }

    private SubscriptionRecord record(WantedSubscription wanted, long now) {
        Handshake handshake = wanted.handshake();
        return new SubscriptionRecord(
                wanted.id(),
                queues.index(),
                wanted.protocol(),
                wanted.endpoint(),
                wanted.owner(),
                wanted.principal(),
                wanted.attributes(),
                handshake == null ? State.CONFIRMED : State.PENDING,
                handshake == null ? "" : handshake.token(),
                handshake == null,
                wanted.unsubscribedSignedOnly(),
                now,
                handshake == null ? 0 : now + Handshake.TOKEN_MILLIS);
    }

    /** One endpoint subscribes a topic once. A pending one is asked again. */
    private Reply subscribeAgain(Subscription existing, WantedSubscription wanted, long now, Effects effects) {
        if (!existing.record().attributes().agreesWith(wanted.attributes())) {
            return new Rejected(Rejection.SUBSCRIPTION_HAS_OTHER_ATTRIBUTES);
        }
        Handshake handshake = wanted.handshake();
        if (existing.isPending() && handshake != null) ask(existing, State.PENDING, handshake, now, effects);
        else if (existing.isPending()) confirm(existing, true, false, now, effects);
        return new TopicReply.Subscribed(existing.record());
    }

    private void ask(Subscription subscription, State state, Handshake handshake, long now, Effects effects) {
        define(
                subscription,
                subscription.record().awaiting(state, handshake.token(), now + Handshake.TOKEN_MILLIS),
                effects);
        queues.send(subscription.queue(), handshake.message(), now, effects);
    }

    /** @param signedOnly whether no link without a signature may end it from now on; only signed requests can ask for it */
    Reply confirm(String token, boolean signed, boolean signedOnly, long now, Effects effects) {
        Subscription subscription = register.ofToken(token);
        if (subscription == null) return TOKEN_UNKNOWN;
        SubscriptionRecord record = subscription.record();
        boolean comesBack = subscription.hasLeft();
        if (comesBack && subscription.topic().subscription(record.protocol(), record.endpoint()) != null) {
            return TOKEN_UNKNOWN;
        }
        if (!subscription.isConfirmed()) confirm(subscription, signed, signedOnly, now, effects);
        return new TopicReply.Subscribed(subscription.record());
    }

    private void confirm(Subscription subscription, boolean signed, boolean signedOnly, long now, Effects effects) {
        define(subscription, subscription.record().confirmed(signed, signedOnly), effects);
        replays.begin(subscription, now, effects);
    }

    /** @param farewell what the endpoint is told, and can be brought back with; null for nothing */
    Reply unsubscribe(SubscriptionId id, boolean signed, @Nullable Handshake farewell, long now, Effects effects) {
        Subscription subscription = find(id);
        if (subscription == null) return Done.DONE;
        if (subscription.isPending()) return new Rejected(Rejection.SUBSCRIPTION_IS_PENDING);
        if (!signed && subscription.record().unsubscribedSignedOnly()) {
            return new Rejected(Rejection.UNSUBSCRIBE_NEEDS_SIGNATURE);
        }
        subscription.topic().countDeletedSubscription();
        if (farewell == null || !subscription.hasInternalQueue()) {
            remove(subscription, effects);
            return Done.DONE;
        }
        queues.close(subscription.queue(), effects);
        queues.open(subscription.queue(), now, effects);
        ask(subscription, State.LEFT, farewell, now, effects);
        return Done.DONE;
    }

    Reply setAttributes(SubscriptionId id, Map<SubscriptionAttribute, String> changes, long now, Effects effects) {
        Subscription subscription = find(id);
        if (subscription == null) return NO_SUCH_SUBSCRIPTION;
        SubscriptionAttributes attributes = subscription.record().attributes().with(changes);
        String fault = Subscription.faultOf(attributes);
        if (fault != null) return new Rejected(Rejection.FILTER_POLICY_DOES_NOT_FIT, fault);
        boolean filtersAnew =
                subscription.filter() == null && attributes.value(SubscriptionAttribute.FILTER_POLICY) != null;
        Rejected refusal = filtersAnew ? oneFilterTooMany(subscription) : null;
        if (refusal != null) return refusal;
        boolean replaysAnew = changes.containsKey(SubscriptionAttribute.REPLAY_POLICY);
        if (beginsReplay(subscription, attributes)) refusal = oneReplayTooMany(subscription);
        if (refusal != null) return refusal;
        if (replaysAnew) replays.end(subscription, effects);
        define(subscription, subscription.record().with(attributes), effects);
        if (replaysAnew && subscription.isConfirmed()) replays.begin(subscription, now, effects);
        return Done.DONE;
    }

    /** A policy that replaces one whose replay runs adds none to those that run. */
    private static boolean beginsReplay(Subscription subscription, SubscriptionAttributes attributes) {
        Replay present = subscription.replay();
        boolean runs = present != null && present.runs();
        String wanted = attributes.value(SubscriptionAttribute.REPLAY_POLICY);
        String given = subscription.record().attributes().value(SubscriptionAttribute.REPLAY_POLICY);
        return subscription.isConfirmed() && !runs && wanted != null && !wanted.equals(given);
    }

    /** Notifications go to the dead-letter queue; a question to the endpoint that it does not take is just dropped. */
    Reply giveUp(SubscriptionId id, ReceiptHandle handle, long now, Effects effects) {
        Subscription subscription = register.find(id);
        if (subscription == null || !subscription.hasInternalQueue()) return NO_SUCH_SUBSCRIPTION;
        Message message = queues.take(subscription.queue(), handle, now, effects);
        if (message != null && !Handshake.isPartOf(message)) {
            FanOut.giveUp(queues, subscription, message, now, effects);
        }
        return Done.DONE;
    }

    /** The topic is gone, and its subscriptions with it. */
    void removeAllOf(TopicMachine topic, Effects effects) {
        for (Subscription subscription : List.copyOf(topic.subscriptions())) remove(subscription, effects);
        for (Subscription left : register.leftOf(topic)) remove(left, effects);
    }

    /** Forgets those that nobody has confirmed, or brought back, in time; goes on with replays. */
    void advance(long now, Effects effects) {
        replays.advance(now, effects);
        for (Subscription due = register.nextToExpire(); due != null; due = register.nextToExpire()) {
            if (due.record().expiresAt() > now) return;
            remove(due, effects);
        }
    }

    /** {@link Long#MAX_VALUE} when there is none. */
    long nextDeadline() {
        Subscription next = register.nextToExpire();
        return next == null ? Long.MAX_VALUE : next.record().expiresAt();
    }

    /** {@link Long#MAX_VALUE} when no replay runs. */
    long nextReplayAt() {
        return replays.nextStepAt();
    }

    // Questions

    Reply describe(SubscriptionId id) {
        Subscription subscription = find(id);
        return subscription == null ? NO_SUCH_SUBSCRIPTION : described(subscription);
    }

    static TopicReply.SubscriptionDescribed described(Subscription subscription) {
        return new TopicReply.SubscriptionDescribed(
                subscription.topic().record(), subscription.record(), subscription.counts(), subscription.replay());
    }

    TopicReply.SubscriptionSurveyed surveyed(Subscription subscription, long now) {
        boolean carried = subscription.hasInternalQueue();
        return new TopicReply.SubscriptionSurveyed(
                subscription.record(),
                subscription.counts(),
                carried ? queues.counts(subscription.queue(), now) : null);
    }

    void restore(TopicMachine topic, SubscriptionRecord record) {
        add(new Subscription(topic, record));
    }

    void restore(Replay replay) {
        Subscription subscription = register.find(replay.subscription());
        if (subscription == null) throw new IllegalStateException("a replay of no subscription: " + replay);
        replays.restore(subscription, replay);
    }

    private @Nullable Subscription find(SubscriptionId id) {
        Subscription subscription = register.find(id);
        return subscription == null || subscription.hasLeft() ? null : subscription;
    }

    private void define(Subscription subscription, SubscriptionRecord changed, Effects effects) {
        take(subscription);
        subscription.define(changed);
        add(subscription);
        effects.add(new PutSubscription(changed));
    }

    private void remove(Subscription subscription, Effects effects) {
        replays.end(subscription, effects);
        take(subscription);
        if (subscription.hasInternalQueue()) queues.close(subscription.queue(), effects);
        effects.add(new RemoveSubscription(subscription.id()));
    }

    private void add(Subscription subscription) {
        register.add(subscription);
        if (!subscription.hasLeft()) subscription.topic().add(subscription);
    }

    private void take(Subscription subscription) {
        register.remove(subscription);
        if (!subscription.hasLeft()) subscription.topic().remove(subscription);
    }
}
