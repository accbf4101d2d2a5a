package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Topics;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import org.jspecify.annotations.Nullable;

/** A record that asks about topics and subscriptions, and changes nothing. */
public sealed interface TopicQuestion extends Question {

    @Override
    default Reply answerFrom(ShardMachine shard, long now) {
        return answerFrom(shard.topics(), now);
    }

    Reply answerFrom(Topics topics, long now);

    /** Answers {@link TopicReply.TopicDescribed}, or that there is no such topic. */
    record DescribeTopic(TopicId topic) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.describe(topic, now);
        }
    }

    /**
     * Names in order. Answers {@link TopicReply.TopicsListed}.
     *
     * @param after list only names after this one, or null to start at the first
     * @param max 1 or more
     */
    record ListTopics(
            String account, String region, @Nullable String after, int max) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.list(account, region, after, max);
        }
    }

    /** Answers {@link TopicReply.SubscriptionDescribed}, or that there is no such subscription. */
    record DescribeSubscription(SubscriptionId subscription) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.describe(subscription);
        }
    }

    /**
     * The subscriptions of an account, whosever the topics, in one region. Answers {@link TopicReply.SubscriptionsListed}.
     *
     * @param after list only those after this one, or null to start at the first
     * @param max 1 or more
     */
    record ListSubscriptions(
            String account, String region, @Nullable SubscriptionId after, int max) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.listSubscriptions(account, region, after, max);
        }
    }

    /** The subscriptions of a topic, whosever they are; or that there is no such topic. */
    record ListSubscriptionsByTopic(TopicId topic, @Nullable SubscriptionId after, int max) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.listSubscriptions(topic, after, max);
        }
    }

    /**
     * The subscriptions whose messages wait in internal queues, for who carries them on. Answers
     * {@link TopicReply.EndpointsListed}, or {@link TopicReply.EndpointsUnchanged}.
     *
     * @param known the version of the answer that the asker has; 0 for none
     */
    record ListEndpoints(long known) implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.endpoints(known);
        }
    }

    /** Answers {@link TopicReply.TopicsSurveyed}: every topic and subscription with its counts. */
    record SurveyTopics() implements TopicQuestion {
        @Override
        public Reply answerFrom(Topics topics, long now) {
            return topics.survey(now);
        }
    }
}
