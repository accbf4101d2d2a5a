package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** By what a publish is known to be a repetition, which is answered like the first and delivered no more. */
class RepeatedPublishTest {
    private static final TopicId FIFO = new TopicId(ACCOUNT, "us-east-1", "news.fifo");
    private static final Map<SubscriptionAttribute, String> RAW =
            Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true");

    @ParameterizedTest
    @EnumSource(Course.class)
    void messageThatIsRepeatedWithinFiveMinutesIsAnsweredAlikeAndNotDelivered(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(FIFO, queue, RAW);

        var first = topics.publish(FIFO, topics.publication("a", "g", "id"));
        topics.advance(299, ChronoUnit.SECONDS);
        var again = topics.publish(FIFO, topics.publication("b", "g2", "id"));

        assertThat(again).isEqualTo(first);
        assertThat(first.get(0).sequence()).isEqualTo(1);
        assertThat(topics.bodies(queue)).containsExactly("a");
        topics.advance(1, ChronoUnit.SECONDS);
        assertThat(topics.publish(FIFO, topics.publication("c", "g", "id"))
                        .get(0)
                        .sequence())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void withGroupScopeARepetitionIsOneInItsGroupOnly(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(FIFO, queue, RAW);
        topics.set(FIFO, TopicAttribute.FIFO_THROUGHPUT_SCOPE, "MessageGroup");

        topics.publish(FIFO, topics.publication("a", "g", "id"), topics.publication("b", "h", "id"));
        topics.publish(FIFO, topics.publication("c", "g", "id"));

        assertThat(topics.bodies(queue)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void contentStandsInForADeduplicationIdWhereTheTopicAllowsIt(Course course) {
        var topics = topics(course);
        Publication plain = topics.publication("a", "g", "hash");
        var hashed = new Publication(
                plain.id(),
                plain.sizeBytes(),
                plain.wording(),
                plain.otherWordings(),
                plain.attributes(),
                plain.groupId(),
                plain.deduplicationId(),
                true,
                null,
                plain.senderId(),
                plain.envelopeHead(),
                plain.envelopeTail(),
                plain.linkBase());
        var publish = new TopicCommand.Publish(FIFO, List.of(topics.publication("b", "g", "id"), hashed));

        assertThat(rejection(topics.apply(publish))).isEqualTo(Rejection.NO_DEDUPLICATION_ID);
        topics.set(FIFO, TopicAttribute.CONTENT_BASED_DEDUPLICATION, "true");
        assertThat(topics.publish(FIFO, hashed)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void publishRepeatedUnderItsTokenIsAnsweredAlikeAndDeliveredOnce(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue, RAW);
        Reply first = topics.publishUnder("t", NEWS, "a", "b");
        topics.advance(299, ChronoUnit.SECONDS);

        Reply repetition = topics.publishUnder("t", NEWS, "a", "b");

        assertThat(repetition).isEqualTo(first);
        assertThat(topics.bodies(queue)).containsExactly("a", "b");
        assertThat(topics.describe(NEWS).counts().published()).isEqualTo(2);
        assertThat(rejection(topics.publishUnder("t", NEWS, "b", "a"))).isEqualTo(Rejection.TOKEN_OF_ANOTHER_REQUEST);

        topics.advance(1, ChronoUnit.SECONDS);
        assertThat(topics.publishUnder("t", NEWS, "a", "b")).isNotEqualTo(first);
        assertThat(topics.bodies(queue)).containsExactly("a", "b");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void repetitionIsAnsweredAlikeAlsoUnderADataProtectionPolicyPutMeanwhile(Course course) {
        var topics = topics(course);
        Reply first = topics.publishUnder("t", NEWS, "a");
        topics.apply(new TopicCommand.PutDataProtectionPolicy(NEWS, "{}"));

        assertThat(topics.publishUnder("t", NEWS, "a")).isEqualTo(first);
        assertThat(topics.publishUnder("u", NEWS, "a")).isEqualTo(new TopicReply.ProtectedOtherwise("{}"));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void publishThatWasRefusedIsNotRemembered(Course course) {
        var topics = topics(course);
        topics.set(NEWS, TopicAttribute.MAXIMUM_MESSAGE_SIZE, "1024");
        String large = "x".repeat(1_025);
        assertThat(rejection(topics.publishUnder("t", NEWS, large))).isEqualTo(Rejection.MESSAGE_TOO_LARGE);
        topics.set(NEWS, TopicAttribute.MAXIMUM_MESSAGE_SIZE, "2048");

        assertThat(topics.publishUnder("t", NEWS, large)).isInstanceOf(TopicReply.Published.class);
    }

    private static TestTopic topics(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);
        topics.create(FIFO);
        return topics;
    }
}
