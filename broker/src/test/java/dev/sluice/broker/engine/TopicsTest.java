package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Topics as definitions: what they are, and how they change. */
class TopicsTest {
    private static final TopicId OTHER = new TopicId(ACCOUNT, "us-east-1", "other");
    private static final TopicId ARCHIVED = new TopicId(ACCOUNT, "us-east-1", "archived.fifo");

    @ParameterizedTest
    @EnumSource(Course.class)
    void createdTopicIsThereWithAllItWasGiven(Course course) {
        var topics = new TestTopic(course);
        var attributes = new TopicAttributes(Map.of(TopicAttribute.DISPLAY_NAME, "News"));

        var created = (TopicReply.TopicCreated)
                topics.apply(new TopicCommand.CreateTopic(NEWS, attributes, Map.of("team", "a"), "{}"));

        var record = topics.describe(NEWS).topic();
        assertThat(record).isEqualTo(created.topic());
        assertThat(record.attributes()).isEqualTo(attributes);
        assertThat(record.tags()).isEqualTo(Map.of("team", "a"));
        assertThat(record.dataProtectionPolicy()).isEqualTo("{}");
        assertThat(record.createdAt()).isEqualTo(topics.clock.millis());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void topicIsCreatedOnce(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);

        var exists = (TopicReply.TopicExists) topics.create(NEWS, Map.of(TopicAttribute.DISPLAY_NAME, "News"));

        assertThat(exists.topic()).isEqualTo(topics.describe(NEWS).topic());
        assertThat(exists.topic().attributes()).isEqualTo(TopicAttributes.DEFAULTS);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void deletedTopicIsGoneAndDeletingItAgainIsNoError(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);

        assertThat(topics.apply(new TopicCommand.DeleteTopic(NEWS))).isEqualTo(Done.DONE);
        assertThat(topics.apply(new TopicCommand.DeleteTopic(NEWS))).isEqualTo(Done.DONE);

        assertThat(rejection(topics.ask(new TopicQuestion.DescribeTopic(NEWS))))
                .isEqualTo(Rejection.TOPIC_DOES_NOT_EXIST);
        assertThat(topics.create(NEWS)).isInstanceOf(TopicReply.TopicCreated.class);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void topicWithAnArchiveIsNotDeleted(Course course) {
        var topics = new TestTopic(course);
        topics.create(ARCHIVED, Map.of(TopicAttribute.ARCHIVE_POLICY, TopicAttributes.archivePolicy(30)));

        assertThat(rejection(topics.apply(new TopicCommand.DeleteTopic(ARCHIVED))))
                .isEqualTo(Rejection.TOPIC_HAS_ARCHIVE);

        topics.set(ARCHIVED, TopicAttribute.ARCHIVE_POLICY, "");
        assertThat(topics.apply(new TopicCommand.DeleteTopic(ARCHIVED))).isEqualTo(Done.DONE);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void attributesAreLaidOverThoseThatAreThereAndEmptyOnesAreRemoved(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS, Map.of(TopicAttribute.DISPLAY_NAME, "News", TopicAttribute.KMS_MASTER_KEY_ID, "key"));

        topics.set(NEWS, TopicAttribute.SIGNATURE_VERSION, "2");
        topics.set(NEWS, TopicAttribute.KMS_MASTER_KEY_ID, "");

        assertThat(topics.describe(NEWS).topic().attributes().given())
                .isEqualTo(Map.of(TopicAttribute.DISPLAY_NAME, "News", TopicAttribute.SIGNATURE_VERSION, "2"));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void policyIsReplacedOnlyWhileItIsTheOneThatWasRead(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);

        assertThat(topics.apply(new TopicCommand.ReplaceTopicPolicy(NEWS, "", "a")))
                .isEqualTo(Done.DONE);
        assertThat(topics.apply(new TopicCommand.ReplaceTopicPolicy(NEWS, "", "b")))
                .isEqualTo(new Reply.PolicyChanged("a"));

        assertThat(topics.describe(NEWS).topic().attributes().policy()).isEqualTo("a");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void tagsAreAddedOverwrittenAndRemovedUpToFifty(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);
        topics.apply(new TopicCommand.TagTopic(NEWS, Map.of("a", "1", "b", "2")));
        topics.apply(new TopicCommand.TagTopic(NEWS, Map.of("b", "3")));
        topics.apply(new TopicCommand.UntagTopic(NEWS, List.of("a", "never")));
        assertThat(topics.describe(NEWS).topic().tags()).isEqualTo(Map.of("b", "3"));

        var many = new HashMap<String, String>();
        IntStream.range(0, 50).forEach(i -> many.put("tag" + i, ""));

        assertThat(rejection(topics.apply(new TopicCommand.TagTopic(NEWS, many))))
                .isEqualTo(Rejection.TOO_MANY_TAGS);
        assertThat(topics.describe(NEWS).topic().tags()).isEqualTo(Map.of("b", "3"));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void dataProtectionPolicyIsKeptAsItWasWritten(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);

        topics.apply(new TopicCommand.PutDataProtectionPolicy(NEWS, "{ }"));

        assertThat(topics.describe(NEWS).topic().dataProtectionPolicy()).isEqualTo("{ }");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void topicsAreListedByNameWithinTheirAccountAndRegion(Course course) {
        var topics = new TestTopic(course);
        var elsewhere = new TopicId(ACCOUNT, "us-east-2", "elsewhere");
        for (TopicId topic : List.of(OTHER, elsewhere, NEWS)) topics.create(topic);

        assertThat(topics.ask(new TopicQuestion.ListTopics(ACCOUNT, "us-east-1", null, 100)))
                .isEqualTo(new TopicReply.TopicsListed(List.of(NEWS, OTHER), false));
        assertThat(topics.ask(new TopicQuestion.ListTopics(ACCOUNT, "us-east-1", null, 1)))
                .isEqualTo(new TopicReply.TopicsListed(List.of(NEWS), true));
        assertThat(topics.ask(new TopicQuestion.ListTopics(ACCOUNT, "us-east-1", "news", 1)))
                .isEqualTo(new TopicReply.TopicsListed(List.of(OTHER), false));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void nothingIsDoneToATopicThatIsNotThere(Course course) {
        var topics = new TestTopic(course);
        var commands = List.of(
                new TopicCommand.SetTopicAttributes(NEWS, Map.of()),
                new TopicCommand.ReplaceTopicPolicy(NEWS, "", ""),
                new TopicCommand.TagTopic(NEWS, Map.of()),
                new TopicCommand.UntagTopic(NEWS, List.of()),
                new TopicCommand.PutDataProtectionPolicy(NEWS, ""),
                new TopicCommand.Subscribe(topics.wanted(NEWS, Protocol.SMS, "+123")));

        for (TopicCommand command : commands) {
            assertThat(rejection(topics.apply(command))).isEqualTo(Rejection.TOPIC_DOES_NOT_EXIST);
        }
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void largeMessagesAndEndpointsThatDoNotTakeThemExcludeEachOther(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);
        topics.create(OTHER);
        topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, "http://localhost/"));
        topics.subscribe(OTHER, topics.queue("q"));

        assertThat(rejection(topics.set(NEWS, TopicAttribute.MAXIMUM_MESSAGE_SIZE, "262145")))
                .isEqualTo(Rejection.MESSAGE_SIZE_NEEDS_OTHER_SUBSCRIPTIONS);
        assertThat(topics.set(OTHER, TopicAttribute.MAXIMUM_MESSAGE_SIZE, "1048576"))
                .isEqualTo(Done.DONE);
        var wanted = topics.wanted(OTHER, Protocol.HTTP, "http://localhost/");
        assertThat(rejection(topics.apply(new TopicCommand.Subscribe(wanted))))
                .isEqualTo(Rejection.PROTOCOL_TAKES_NO_LARGE_MESSAGES);
    }
}
