package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.attribute;
import static dev.sluice.broker.engine.TestTopic.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a FIFO topic keeps, and how it is delivered again. */
class ArchiveTest {
    private static final TopicId FIFO = new TopicId(ACCOUNT, "us-east-1", "news.fifo");

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayBringsWhatWasPublishedFromItsStartingPointOn(Course course) {
        var topics = topics(course);
        publish(topics, 0, 3);
        long start = topics.clock.millis();
        publish(topics, 3, 6);
        QueueId queue = topics.queue("q.fifo");

        SubscriptionRecord subscription = topics.subscribe(FIFO, queue, replaying(start, null));
        tick(topics);

        assertThat(topics.bodies(queue)).containsExactly("m3", "m4", "m5");
        assertThat(replay(topics, subscription).state()).isEqualTo(Replay.State.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayedMessageIsTheOneThatWasPublishedButForItsMark(Course course) {
        var topics = topics(course);
        QueueId live = topics.queue("live");
        topics.subscribe(FIFO, live);
        Publication publication = TestTopic.worded(
                with(topics.publication("for all", "g", "id"), List.of(attribute("kind", "a"))),
                Protocol.SQS,
                "for queues");
        topics.publish(FIFO, publication);
        QueueId queue = topics.queue("q");
        topics.subscribe(FIFO, queue, Map.of(SubscriptionAttribute.REPLAY_POLICY, policy(TestQueue.START, null)));
        tick(topics);

        String first = topics.bodies(live).get(0);
        String again = topics.bodies(queue).get(0);

        assertThat(first).contains("for queues", "10000000000000000001");
        assertThat(link(again)).isNotEqualTo(link(first));
        assertThat(again)
                .isEqualTo(first.replace(link(first), link(again)).replace("\n}", ",\n  \"Replayed\" : true\n}"));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void messagesPublishedWhileAReplayRunsFollowInTheirOrder(Course course) {
        var topics = topics(course);
        publish(topics, 0, 250);
        QueueId queue = topics.queue("q.fifo");
        topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));

        topics.advance(10, ChronoUnit.MILLIS);
        publish(topics, 250, 260);
        tick(topics);
        publish(topics, 260, 263);

        assertThat(topics.bodies(queue))
                .isEqualTo(IntStream.range(0, 263).mapToObj(i -> "m" + i).toList());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayWithAnEndStopsThereAndItsSubscriptionStaysPaused(Course course) {
        var topics = topics(course);
        publish(topics, 0, 3);
        long end = topics.clock.millis();
        publish(topics, 3, 6);
        QueueId queue = topics.queue("q.fifo");

        SubscriptionRecord subscription = topics.subscribe(FIFO, queue, replaying(TestQueue.START, end));
        tick(topics);
        publish(topics, 6, 7);

        assertThat(topics.bodies(queue)).containsExactly("m0", "m1", "m2");
        assertThat(replay(topics, subscription).state()).isEqualTo(Replay.State.COMPLETED);

        set(topics, subscription, policy(end, null));
        tick(topics);
        publish(topics, 7, 8);
        assertThat(topics.bodies(queue)).containsExactly("m3", "m4", "m5", "m6", "m7");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayWhoseEndLiesAheadBringsNewMessagesUntilThen(Course course) {
        var topics = topics(course);
        publish(topics, 0, 1);
        QueueId queue = topics.queue("q.fifo");
        long end = topics.clock.millis() + 10_000;
        SubscriptionRecord subscription = topics.subscribe(FIFO, queue, replaying(TestQueue.START, end));
        tick(topics);

        publish(topics, 1, 2);
        topics.advance(5, ChronoUnit.SECONDS);
        assertThat(topics.bodies(queue)).containsExactly("m0", "m1");
        assertThat(replay(topics, subscription).state()).isEqualTo(Replay.State.RUNNING);
        topics.advance(5, ChronoUnit.SECONDS);

        assertThat(replay(topics, subscription).state()).isEqualTo(Replay.State.COMPLETED);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayIsFilteredAsTheSubscriptionIs(Course course) {
        var topics = topics(course);
        topics.publish(FIFO, with(topics.publication("wanted", "g", "1"), List.of(attribute("kind", "a"))));
        topics.publish(FIFO, topics.publication("unwanted", "g", "2"));
        QueueId queue = topics.queue("q.fifo");
        var attributes = new HashMap<>(replaying(TestQueue.START, null));
        attributes.put(SubscriptionAttribute.FILTER_POLICY, "{\"kind\":[\"a\"]}");

        topics.subscribe(FIFO, queue, attributes);
        tick(topics);

        assertThat(topics.bodies(queue)).containsExactly("wanted");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayWithoutAnArchiveFailsAndTheSubscriptionIsServedAsAny(Course course) {
        var topics = topics(course);
        topics.set(FIFO, TopicAttribute.ARCHIVE_POLICY, "");
        QueueId queue = topics.queue("q.fifo");

        SubscriptionRecord subscription = topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));
        publish(topics, 0, 1);

        assertThat(replay(topics, subscription).state()).isEqualTo(Replay.State.FAILED);
        assertThat(topics.bodies(queue)).containsExactly("m0");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void replayEndsWhenItsPolicyIsTakenAway(Course course) {
        var topics = topics(course);
        publish(topics, 0, 3);
        QueueId queue = topics.queue("q.fifo");
        SubscriptionRecord subscription = topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));

        set(topics, subscription, "");
        publish(topics, 3, 4);
        tick(topics);

        assertThat(topics.bodies(queue)).containsExactly("m3");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void archiveForgetsWhatIsOlderThanItsRetention(Course course) {
        var topics = topics(course);
        publish(topics, 0, 3);
        topics.advance(12, ChronoUnit.HOURS);
        publish(topics, 3, 5);
        topics.advance(12 * 3_600 + 61, ChronoUnit.SECONDS);
        topics.shard.endTurn();

        assertThat(topics.describe(FIFO).counts().archivedSince()).isEqualTo(topics.clock.millis() - 86_400_000);
        QueueId queue = topics.queue("q.fifo");
        topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));
        tick(topics);
        assertThat(topics.bodies(queue)).containsExactly("m3", "m4");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void archiveThatIsTurnedOffIsForgottenAndBeginsAnew(Course course) {
        var topics = topics(course);
        publish(topics, 0, 3);
        topics.set(FIFO, TopicAttribute.ARCHIVE_POLICY, "");
        assertThat(topics.describe(FIFO).counts().archivedSince()).isZero();
        publish(topics, 3, 4);
        topics.set(FIFO, TopicAttribute.ARCHIVE_POLICY, TopicAttributes.archivePolicy(2));
        publish(topics, 4, 5);

        QueueId queue = topics.queue("q.fifo");
        topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));
        tick(topics);

        assertThat(topics.bodies(queue)).containsExactly("m4");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void repeatedMessageIsNotArchivedTwice(Course course) {
        var topics = topics(course);
        topics.publish(FIFO, topics.publication("once", "g", "id"));
        topics.publish(FIFO, topics.publication("twice", "g", "id"));
        QueueId queue = topics.queue("q.fifo");

        topics.subscribe(FIFO, queue, replaying(TestQueue.START, null));
        tick(topics);

        assertThat(topics.bodies(queue)).containsExactly("once");
    }

    private static TestTopic topics(Course course) {
        var topics = new TestTopic(course);
        topics.create(FIFO, Map.of(TopicAttribute.ARCHIVE_POLICY, TopicAttributes.archivePolicy(1)));
        return topics;
    }

    /** A millisecond each. */
    private static void publish(TestTopic topics, int from, int to) {
        for (int i = from; i < to; i++) {
            topics.publish(FIFO, topics.publication("m" + i, "g", "id" + i));
            topics.clock.advance(1, ChronoUnit.MILLIS);
        }
    }

    /** So often that every replay has come as far as it can. */
    private static void tick(TestTopic topics) {
        for (int i = 0; i < 10; i++) topics.advance(10, ChronoUnit.MILLIS);
    }

    private static Map<SubscriptionAttribute, String> replaying(long from, @Nullable Long to) {
        return Map.of(
                SubscriptionAttribute.REPLAY_POLICY,
                policy(from, to),
                SubscriptionAttribute.RAW_MESSAGE_DELIVERY,
                "true");
    }

    private static String policy(long from, @Nullable Long to) {
        String start = "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + Instant.ofEpochMilli(from) + "\"";
        return to == null ? start + "}" : start + ",\"EndingPoint\":\"" + Instant.ofEpochMilli(to) + "\"}";
    }

    private static void set(TestTopic topics, SubscriptionRecord subscription, String policy) {
        topics.apply(new TopicCommand.SetSubscriptionAttributes(
                subscription.id(), Map.of(SubscriptionAttribute.REPLAY_POLICY, policy)));
    }

    private static Replay replay(TestTopic topics, SubscriptionRecord subscription) {
        var described = (TopicReply.SubscriptionDescribed)
                topics.ask(new TopicQuestion.DescribeSubscription(subscription.id()));
        if (described.replay() == null) throw new AssertionError("it replays nothing");
        return described.replay();
    }

    private static String link(String envelope) {
        int start = envelope.indexOf("SubscriptionArn=");
        return envelope.substring(start, envelope.indexOf('"', start));
    }
}
