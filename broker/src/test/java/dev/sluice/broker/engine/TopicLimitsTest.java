package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.asked;
import static dev.sluice.broker.engine.TestTopic.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How many subscriptions there may be, and of which kinds. */
class TopicLimitsTest {
    private static final TopicId OTHER = new TopicId(ACCOUNT, "us-east-1", "other");
    private static final TopicId FIFO = new TopicId(ACCOUNT, "us-east-1", "news.fifo");
    private static final Map<SubscriptionAttribute, String> FILTER =
            Map.of(SubscriptionAttribute.FILTER_POLICY, "{\"a\":[\"b\"]}");

    @ParameterizedTest
    @EnumSource(Course.class)
    void aTopicHasSoManySubscriptionsAtMost(Course course) {
        var topics = topics(course, new TopicLimits(2, 9, 9, 9, 9));
        SubscriptionRecord first = topics.subscribe(NEWS, topics.queue("q1"));
        topics.subscribe(NEWS, topics.queue("q2"));

        assertThat(subscribe(topics, NEWS, "q3", Map.of())).isEqualTo(tooMany(Rejection.TOO_MANY_SUBSCRIPTIONS, 2));
        assertThat(subscribe(topics, NEWS, "q2", Map.of())).isInstanceOf(TopicReply.Subscribed.class);
        topics.apply(new TopicCommand.Unsubscribe(first.id(), true, null));
        assertThat(subscribe(topics, NEWS, "q3", Map.of())).isInstanceOf(TopicReply.Subscribed.class);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void soManyWaitForTheirConfirmationAtMost(Course course) {
        var topics = topics(course, new TopicLimits(9, 9, 9, 1, 9));
        topics.apply(new TopicCommand.Subscribe(pending(topics, NEWS, "1")));

        assertThat(topics.apply(new TopicCommand.Subscribe(pending(topics, OTHER, "2"))))
                .isEqualTo(tooMany(Rejection.TOO_MANY_SUBSCRIPTIONS, 1));
        assertThat(subscribe(topics, NEWS, "q", Map.of())).isInstanceOf(TopicReply.Subscribed.class);
        topics.apply(new TopicCommand.ConfirmSubscription("1", true, false));
        assertThat(topics.apply(new TopicCommand.Subscribe(pending(topics, OTHER, "2"))))
                .isInstanceOf(TopicReply.Subscribed.class);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void aTopicHasSoManyFilterPoliciesAtMost(Course course) {
        var topics = topics(course, new TopicLimits(9, 1, 9, 9, 9));
        SubscriptionRecord plain = topics.subscribe(NEWS, topics.queue("plain"));
        SubscriptionRecord filtered = topics.subscribe(NEWS, topics.queue("filtered"), FILTER);

        assertThat(subscribe(topics, NEWS, "q", FILTER)).isEqualTo(tooMany(Rejection.TOO_MANY_FILTER_POLICIES, 1));
        assertThat(set(topics, plain, FILTER)).isEqualTo(tooMany(Rejection.TOO_MANY_FILTER_POLICIES, 1));
        assertThat(set(topics, filtered, Map.of(SubscriptionAttribute.FILTER_POLICY, "{\"a\":[\"c\"]}")))
                .isEqualTo(Done.DONE);
        assertThat(subscribe(topics, OTHER, "q", FILTER)).isInstanceOf(TopicReply.Subscribed.class);

        set(topics, filtered, Map.of(SubscriptionAttribute.FILTER_POLICY, ""));
        assertThat(set(topics, plain, FILTER)).isEqualTo(Done.DONE);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void anAccountHasSoManyFilterPoliciesAtMost(Course course) {
        var topics = topics(course, new TopicLimits(9, 9, 1, 9, 9));
        topics.subscribe(NEWS, topics.queue("filtered"), FILTER);

        assertThat(subscribe(topics, OTHER, "q", FILTER)).isEqualTo(tooMany(Rejection.TOO_MANY_FILTER_POLICIES, 1));
        topics.apply(new TopicCommand.DeleteTopic(NEWS));
        assertThat(subscribe(topics, OTHER, "q", FILTER)).isInstanceOf(TopicReply.Subscribed.class);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void soManyReplaysRunAtMost(Course course) {
        var topics = topics(course, new TopicLimits(9, 9, 9, 9, 1));
        topics.create(FIFO, Map.of(TopicAttribute.ARCHIVE_POLICY, TopicAttributes.archivePolicy(1)));
        SubscriptionRecord replaying = topics.subscribe(FIFO, topics.queue("q1.fifo"), replay(0, 60));
        SubscriptionRecord idle = topics.subscribe(FIFO, topics.queue("q2.fifo"));

        assertThat(set(topics, idle, replay(0, 60))).isEqualTo(tooMany(Rejection.TOO_MANY_REPLAYS, 1));
        assertThat(subscribe(topics, FIFO, "q3.fifo", replay(0, 60))).isEqualTo(tooMany(Rejection.TOO_MANY_REPLAYS, 1));
        assertThat(set(topics, replaying, replay(1, 60))).isEqualTo(Done.DONE);

        topics.advance(61, ChronoUnit.SECONDS);
        assertThat(set(topics, idle, replay(0, 120))).isEqualTo(Done.DONE);
    }

    private static TestTopic topics(Course course, TopicLimits limits) {
        var topics = new TestTopic(course, limits);
        topics.create(NEWS);
        topics.create(OTHER);
        return topics;
    }

    private static Map<SubscriptionAttribute, String> replay(int fromSecond, int toSecond) {
        Instant start = Instant.ofEpochMilli(TestQueue.START);
        return Map.of(
                SubscriptionAttribute.REPLAY_POLICY,
                "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"%s\",\"EndingPoint\":\"%s\"}"
                        .formatted(start.plusSeconds(fromSecond), start.plusSeconds(toSecond)));
    }

    private static WantedSubscription pending(TestTopic topics, TopicId topic, String token) {
        return asked(topics.wanted(topic, Protocol.HTTP, "http://localhost/" + token), token);
    }

    private static Reply subscribe(
            TestTopic topics, TopicId topic, String queue, Map<SubscriptionAttribute, String> attributes) {
        String endpoint = new QueueId(ACCOUNT, "us-east-1", queue).arn();
        return topics.apply(new TopicCommand.Subscribe(with(topics.wanted(topic, Protocol.SQS, endpoint), attributes)));
    }

    private static Reply set(
            TestTopic topics, SubscriptionRecord subscription, Map<SubscriptionAttribute, String> attributes) {
        return topics.apply(new TopicCommand.SetSubscriptionAttributes(subscription.id(), attributes));
    }

    private static Rejected tooMany(Rejection reason, int most) {
        return new Rejected(reason, Integer.toString(most));
    }
}
