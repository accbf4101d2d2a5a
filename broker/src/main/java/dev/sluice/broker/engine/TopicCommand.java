package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Handshake;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that asks for a change of a topic or a subscription. */
public sealed interface TopicCommand extends Command {

    @Override
    default Reply applyTo(ShardMachine shard, long now, Effects effects) {
        return applyTo(shard.topics(), now, effects);
    }

    Reply applyTo(Topics topics, long now, Effects effects);

    /**
     * Answers {@link TopicReply.TopicCreated}, or {@link TopicReply.TopicExists} with the topic as it is.
     *
     * @param dataProtectionPolicy empty for none
     */
    record CreateTopic(TopicId topic, TopicAttributes attributes, Map<String, String> tags, String dataProtectionPolicy)
            implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.create(topic, attributes, tags, dataProtectionPolicy, now, effects);
        }
    }

    /** Deletes its subscriptions, too. No topic of that name is no error. */
    record DeleteTopic(TopicId topic) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.delete(topic, effects);
        }
    }

    /** Lays the changes over the attributes; an empty value removes. */
    record SetTopicAttributes(TopicId topic, Map<TopicAttribute, String> changes) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.setAttributes(topic, changes, now, effects);
        }
    }

    /** As {@link Command.ReplacePolicy}, of a topic: the present text is empty when the policy was never set. */
    record ReplaceTopicPolicy(TopicId topic, String present, String replacement) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.replacePolicy(topic, present, replacement, now, effects);
        }
    }

    /** Adds tags, overwriting equal keys. */
    record TagTopic(TopicId topic, Map<String, String> tags) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.tag(topic, tags, now, effects);
        }
    }

    record UntagTopic(TopicId topic, List<String> keys) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.untag(topic, keys, now, effects);
        }
    }

    /** @param policy as it reads back; empty for none */
    record PutDataProtectionPolicy(TopicId topic, String policy) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.protect(topic, policy, now, effects);
        }
    }

    /**
     * Subscribes an endpoint, or finds that it does already. Answers {@link TopicReply.Subscribed}; or that the subscription
     * has other attributes, for subscribing changes nothing. A pending one is asked again, with the new handshake.
     */
    record Subscribe(WantedSubscription wanted) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.subscribe(wanted, now, effects);
        }
    }

    /**
     * Answers {@link TopicReply.Subscribed}, again if it is confirmed already; or that nobody knows the token.
     *
     * @param signed whether the request was
     * @param signedOnly whether no link without a signature may end it from now on; means nothing unless signed
     */
    record ConfirmSubscription(String token, boolean signed, boolean signedOnly) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.confirm(token, signed, signedOnly, now, effects);
        }
    }

    /**
     * No such subscription is no error; a pending one is.
     *
     * @param signed whether the request was
     * @param farewell what the endpoint is told, unless it is a queue: its token brings the subscription back for two days.
     *     Null for nothing
     */
    record Unsubscribe(
            SubscriptionId subscription,
            boolean signed,
            @Nullable Handshake farewell) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.unsubscribe(subscription, signed, farewell, now, effects);
        }
    }

    /** Lays the changes over the attributes; an empty value removes. */
    record SetSubscriptionAttributes(SubscriptionId subscription, Map<SubscriptionAttribute, String> changes)
            implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.setAttributes(subscription, changes, now, effects);
        }
    }

    /**
     * Accepts messages and puts each, in the same batch, into the queues of the subscriptions that want it. Answers
     * {@link TopicReply.Published} with one outcome a message, or one rejection for all; or, accepting none, {@link
     * TopicReply.ProtectedOtherwise}.
     *
     * @param examinedUnder the data protection policy that the messages were made by; empty for none
     * @param token by which a standard topic knows that the command repeats another; FIFO topics have deduplication ids
     */
    record Publish(
            TopicId topic,
            List<Publication> publications,
            String examinedUnder,
            @Nullable IdempotencyToken token) implements TopicCommand {

        public Publish(TopicId topic, List<Publication> publications) {
            this(topic, publications, "", null);
        }

        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.publish(topic, publications, examinedUnder, token, now, effects);
        }
    }

    /**
     * An endpoint does not take what its internal queue gave out: it goes to the subscription's dead-letter queue, or is
     * lost. What is gone already is no error.
     */
    record GiveUp(SubscriptionId subscription, ReceiptHandle handle) implements TopicCommand {
        @Override
        public Reply applyTo(Topics topics, long now, Effects effects) {
            return topics.giveUp(subscription, handle, now, effects);
        }
    }
}
