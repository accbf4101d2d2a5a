package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.attribute;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static dev.sluice.broker.engine.TestTopic.with;
import static dev.sluice.broker.engine.TestTopic.worded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a message that is published. */
class PublishTest {
    private static final TopicId FIFO = new TopicId(ACCOUNT, "us-east-1", "news.fifo");
    private static final Map<SubscriptionAttribute, String> RAW =
            Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true");

    @ParameterizedTest
    @EnumSource(Course.class)
    void everySubscribedQueueGetsACopyOfItsOwn(Course course) {
        var topics = topics(course);
        QueueId one = topics.queue("one");
        QueueId two = topics.queue("two");
        topics.subscribe(NEWS, one, RAW);
        topics.subscribe(NEWS, two, RAW);
        topics.queue("deaf");

        Publication publication = topics.publication("hello");
        var outcomes = topics.publish(NEWS, publication);

        assertThat(outcomes).hasSize(1);
        assertThat(outcomes.get(0).messageId()).isEqualTo(publication.id());
        Message atOne = only(topics, one);
        Message atTwo = only(topics, two);
        assertThat(text(atOne)).isEqualTo("hello");
        assertThat(text(atTwo)).isEqualTo("hello");
        assertThat(atOne.id()).isNotEqualTo(atTwo.id()).isNotEqualTo(publication.id());
        assertThat(atOne.bodyMd5()).isEqualTo(TestTopic.md5(atOne.body()));
        assertThat(topics.describe(NEWS).counts().published()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void envelopeIsJoinedWithTheLinkThatEndsTheSubscription(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        SubscriptionRecord subscription = topics.subscribe(NEWS, queue);

        Publication publication = with(topics.publication("hello"), List.of(attribute("kind", "a")));
        topics.publish(NEWS, publication);

        Message message = only(topics, queue);
        assertThat(text(message))
                .isEqualTo("{\n  \"MessageId\" : \"" + publication.id().low() + "\",\n  \"Message\" : \"hello\""
                        + ",\n  \"UnsubscribeURL\" : \"http://localhost/?Action=Unsubscribe&SubscriptionArn="
                        + subscription.id().arn() + "\",\n  \"MessageAttributes\" : 1\n}");
        assertThat(message.bodyMd5()).isEqualTo(TestTopic.md5(message.body()));
        assertThat(message.attributes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void envelopeOfAFifoTopicBearsTheSequenceNumber(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q.fifo");
        topics.subscribe(FIFO, queue);

        topics.publish(FIFO, topics.publication("a", "g", "1"));

        assertThat(text(only(topics, queue)))
                .contains("\",\n  \"SequenceNumber\" : \"10000000000000000001\",\n  \"Message\" : \"a\"");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void rawDeliveryMakesMessageAttributesOfThoseOfTheMessage(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue, RAW);
        MessageAttribute kind = attribute("kind", "a");

        topics.publish(NEWS, with(topics.publication("hello"), List.of(kind)));

        assertThat(only(topics, queue).attributes()).containsExactly(kind);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void subscriberGetsTheWordsForItsProtocolWithTheTraceHeader(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue, RAW);
        SubscriptionRecord http = topics.subscribe(with(topics.wanted(NEWS, Protocol.HTTP, "http://h/"), RAW));

        Publication publication = worded(topics.publication("for all"), Protocol.SQS, "for queues");
        topics.publish(NEWS, publication);

        Message atQueue = only(topics, queue);
        assertThat(text(atQueue)).isEqualTo("for queues");
        assertThat(atQueue.traceHeader()).isEqualTo("Root=1-2-3");
        Message atEndpoint = only(topics, http.id().internalQueue());
        assertThat(text(atEndpoint)).isEqualTo("for all");
        assertThat(atEndpoint.id()).isEqualTo(publication.id());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void delayOfTheQueueAppliesAndItsSizeLimitDoesNot(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.apply(new Command.SetQueueAttributes(
                queue, Map.of(QueueAttribute.DELAY_SECONDS, "5", QueueAttribute.MAXIMUM_MESSAGE_SIZE, "1024")));
        topics.subscribe(NEWS, queue, RAW);

        topics.publish(NEWS, "x".repeat(2000));

        assertThat(topics.drain(queue)).isEmpty();
        topics.advance(5, ChronoUnit.SECONDS);
        assertThat(topics.drain(queue)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void messagesTogetherAreBoundByTheTopicsMaximumMessageSize(Course course) {
        var topics = topics(course);
        topics.set(NEWS, TopicAttribute.MAXIMUM_MESSAGE_SIZE, "1024");
        Publication half = topics.publication("x".repeat(512));

        assertThat(topics.publish(NEWS, half, half)).hasSize(2);
        Reply reply = topics.apply(new TopicCommand.Publish(NEWS, List.of(half, half, topics.publication("x"))));

        assertThat(reply).isEqualTo(new Reply.Rejected(Rejection.MESSAGE_TOO_LARGE, "1024"));
        assertThat(topics.describe(NEWS).counts().published()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void messageToATopicThatIsNotThereIsRefused(Course course) {
        var topics = new TestTopic(course);

        assertThat(rejection(topics.apply(new TopicCommand.Publish(NEWS, List.of(topics.publication("a"))))))
                .isEqualTo(Rejection.TOPIC_DOES_NOT_EXIST);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void filterPolicyKeepsOutWhatTheSubscriptionDoesNotWant(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue, filtered("{\"kind\":[\"a\"]}"));

        topics.publish(NEWS, with(topics.publication("wanted"), List.of(attribute("kind", "a"))));
        topics.publish(NEWS, with(topics.publication("unwanted"), List.of(attribute("kind", "b"))));

        assertThat(topics.bodies(queue)).containsExactly("wanted");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void filterPolicyOnBodiesLooksAtTheWordsForItsProtocol(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(
                NEWS,
                queue,
                Map.of(
                        SubscriptionAttribute.FILTER_POLICY, "{\"kind\":[\"a\"]}",
                        SubscriptionAttribute.FILTER_POLICY_SCOPE, "MessageBody",
                        SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true"));

        topics.publish(NEWS, worded(topics.publication("{\"kind\":\"b\"}"), Protocol.SQS, "{\"kind\":\"a\"}"));
        topics.publish(NEWS, worded(topics.publication("{\"kind\":\"a\"}"), Protocol.SQS, "{\"kind\":\"b\"}"));

        assertThat(topics.bodies(queue)).containsExactly("{\"kind\":\"a\"}");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void changedFilterPolicyHoldsFromTheNextMessageOn(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        SubscriptionRecord subscription = topics.subscribe(NEWS, queue, filtered("{\"kind\":[\"a\"]}"));
        topics.publish(NEWS, "unwanted");

        topics.apply(new TopicCommand.SetSubscriptionAttributes(
                subscription.id(), Map.of(SubscriptionAttribute.FILTER_POLICY, "")));
        topics.publish(NEWS, "wanted");

        assertThat(topics.bodies(queue)).containsExactly("wanted");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void whatTheQueueCannotTakeGoesToTheDeadLetterQueueAsItWouldHaveBeenDelivered(Course course) {
        var topics = topics(course);
        QueueId letters = topics.queue("letters");
        QueueId queue = topics.queue("q");
        SubscriptionRecord toNowhere = topics.subscribe(topics.wanted(NEWS, Protocol.SQS, queue.arn() + "-nowhere"));
        SubscriptionRecord raw = topics.subscribe(NEWS, queue, redriven(letters));
        List<MessageAttribute> eleven =
                IntStream.range(0, 11).mapToObj(i -> attribute("a" + i, "x")).toList();

        topics.publish(NEWS, with(topics.publication("too many"), eleven));

        assertThat(topics.drain(queue)).isEmpty();
        Message letter = only(topics, letters);
        assertThat(text(letter)).isEqualTo("too many");
        assertThat(letter.attributes()).isEqualTo(eleven);
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) return; // its counts begin anew
        assertThat(topics.counts(raw)).isEqualTo(new SubscriptionCounts(0, 0, 1, 0));
        assertThat(topics.counts(toNowhere)).isEqualTo(new SubscriptionCounts(0, 0, 0, 1));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void countsSayWhatBecameOfTheMessages(Course course) {
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) return; // they begin anew
        var topics = topics(course);
        topics.publish(NEWS, "before");
        SubscriptionRecord subscription = topics.subscribe(NEWS, topics.queue("q"), filtered("{\"kind\":[\"a\"]}"));

        topics.publish(NEWS, with(topics.publication("wanted"), List.of(attribute("kind", "a"))));
        topics.publish(NEWS, "unwanted");
        topics.publish(NEWS, "unwanted");

        assertThat(topics.counts(subscription)).isEqualTo(new SubscriptionCounts(1, 2, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void fifoQueueGetsGroupsInOrderAndStandardQueueGetsNeitherGroupNorDeduplicationId(Course course) {
        var topics = topics(course);
        QueueId fifo = topics.queue("q.fifo");
        QueueId standard = topics.queue("q");
        topics.subscribe(FIFO, fifo, RAW);
        topics.subscribe(FIFO, standard, RAW);

        for (int i = 0; i < 5; i++) topics.publish(FIFO, topics.publication("m" + i, "g", "id" + i));

        List<Message> inOrder = topics.drain(fifo);
        assertThat(inOrder).extracting(PublishTest::text).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(inOrder.get(0).groupId()).isEqualTo("g");
        assertThat(inOrder.get(0).deduplicationId()).isEqualTo("id0");
        List<Message> copies = topics.drain(standard);
        assertThat(copies).hasSize(5);
        assertThat(copies.get(0).groupId()).isNull();
        assertThat(copies.get(0).deduplicationId()).isNull();
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void fifoDeadLettersKeepGroupAndDeduplicationId(Course course) {
        var topics = topics(course);
        QueueId letters = topics.queue("letters.fifo");
        String nowhere = new QueueId(ACCOUNT, "us-east-1", "nowhere.fifo").arn();
        topics.subscribe(with(topics.wanted(FIFO, Protocol.SQS, nowhere), redriven(letters)));

        topics.publish(FIFO, topics.publication("a", "g", "id"));

        Message letter = only(topics, letters);
        assertThat(letter.groupId()).isEqualTo("g");
        assertThat(letter.deduplicationId()).isEqualTo("id");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void groupOfAStandardTopicsMessageReachesStandardQueues(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue, RAW);

        topics.publish(NEWS, topics.publication("a", "g", null));

        assertThat(only(topics, queue).groupId()).isEqualTo("g");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void messageGivenUpForAnEndpointGoesToTheDeadLetterQueue(Course course) {
        var topics = topics(course);
        QueueId letters = topics.queue("letters");
        SubscriptionRecord http =
                topics.subscribe(with(topics.wanted(NEWS, Protocol.HTTP, "http://h/"), redriven(letters)));
        topics.publish(NEWS, "undeliverable");
        ReceiptHandle handle = receive(topics, http.id().internalQueue());

        topics.apply(new TopicCommand.GiveUp(http.id(), handle));
        topics.apply(new TopicCommand.GiveUp(http.id(), handle));

        assertThat(topics.bodies(letters)).containsExactly("undeliverable");
        topics.advance(1, ChronoUnit.HOURS);
        assertThat(topics.drain(http.id().internalQueue())).isEmpty();
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) return; // its counts begin anew
        assertThat(topics.counts(http)).isEqualTo(new SubscriptionCounts(1, 0, 1, 0));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void publishingWakesWhoWaitsAtTheQueues(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        topics.subscribe(NEWS, queue);
        topics.shard.takeReadyQueues();

        topics.publish(NEWS, "hello");

        assertThat(topics.shard.takeReadyQueues()).contains(queue);
    }

    private static TestTopic topics(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);
        topics.create(FIFO);
        return topics;
    }

    private static Map<SubscriptionAttribute, String> filtered(String policy) {
        return Map.of(SubscriptionAttribute.FILTER_POLICY, policy, SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true");
    }

    private static Map<SubscriptionAttribute, String> redriven(QueueId letters) {
        return Map.of(
                SubscriptionAttribute.REDRIVE_POLICY,
                "{ \"deadLetterTargetArn\" : \"" + letters.arn() + "\" }",
                SubscriptionAttribute.RAW_MESSAGE_DELIVERY,
                "true");
    }

    private static ReceiptHandle receive(TestTopic topics, QueueId queue) {
        var received = (Reply.Received) topics.apply(new Command.Receive(queue, 1, 30, 0));
        return received.deliveries().get(0).handle();
    }

    private static Message only(TestTopic topics, QueueId queue) {
        List<Message> messages = topics.drain(queue);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private static String text(Message message) {
        return new String(message.body(), UTF_8);
    }
}
