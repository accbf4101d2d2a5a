package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What SNS is for, in as few calls as it takes, for clients that take a second for each. */
interface SnsEssentialScenarios extends Scenarios {

    Sqs sns(String accessKey, String region);

    /** In the default account and region. */
    default Sqs sns() {
        return sns("test", REGION);
    }

    default TestTopic newTopic(Object... attributes) {
        return TestTopic.create(sns(), newName(), Members.of(attributes));
    }

    @Test
    default void topicsAreCreatedFoundChangedTaggedAndDeleted() {
        TestTopic topic = newTopic("DisplayName", "News");
        topic.call("SetTopicAttributes", "AttributeName", "SignatureVersion", "AttributeValue", "2");
        sns().call(
                        "TagResource",
                        Members.of(
                                "ResourceArn",
                                topic.arn(),
                                "Tags",
                                List.of(Members.of("Key", "a", "Value", "1"), Members.of("Key", "b", "Value", "2"))));
        sns().call("UntagResource", Members.of("ResourceArn", topic.arn(), "TagKeys", List.of("a")));

        assertThat(topic.attributes())
                .containsEntry("DisplayName", "News")
                .containsEntry("SignatureVersion", "2")
                .containsEntry("Owner", ACCOUNT)
                .containsKeys("Policy", "EffectiveDeliveryPolicy");
        assertThat(sns().call("ListTagsForResource", Members.of("ResourceArn", topic.arn()))
                        .list("Tags"))
                .extracting(Members::texts)
                .containsExactly(Map.of("Key", "b", "Value", "2"));
        topic.call("DeleteTopic");
        topic.call("DeleteTopic");
    }

    @Test
    default void aMessageComesToEveryQueueInAnEnvelopeOrBare() {
        TestTopic topic = newTopic();
        TestQueue wrapped = newQueue();
        TestQueue bare = newQueue();
        String subscription = topic.subscribe(wrapped);
        topic.subscribe(bare, "RawMessageDelivery", "true");

        String id = topic.publish("héllo 😀\n", "Subject", "greeting").text("MessageId");

        Members envelope = Json.read(wrapped.receiveOne().text("Body"));
        assertThat(envelope.texts())
                .containsEntry("Type", "Notification")
                .containsEntry("MessageId", id)
                .containsEntry("TopicArn", topic.arn())
                .containsEntry("Subject", "greeting")
                .containsEntry("Message", "héllo 😀\n");
        assertThat(envelope.text("Timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(envelope.text("UnsubscribeURL")).endsWith("/?Action=Unsubscribe&SubscriptionArn=" + subscription);
        assertThat(bare.receiveOne().text("Body")).isEqualTo("héllo 😀\n");

        sns().call("Unsubscribe", Members.of("SubscriptionArn", subscription));
        topic.publish("for one");
        assertThat(wrapped.receive()).isEmpty();
        assertThat(bare.receiveOne().text("Body")).isEqualTo("for one");
    }

    @Test
    default void aFifoTopicKeepsOrderAndTakesAMessageOnce() {
        TestTopic topic = TestTopic.create(
                sns(), newName() + ".fifo", Members.of("FifoTopic", "true", "ContentBasedDeduplication", "true"));
        TestQueue queue = TestQueue.create(sqs(), newName() + ".fifo", "Attributes", Members.of("FifoQueue", "true"));
        topic.subscribe(queue, "RawMessageDelivery", "true");

        Members first = topic.publish("1", "MessageGroupId", "g");
        Members again = topic.publish("1", "MessageGroupId", "g");
        topic.publish("2", "MessageGroupId", "g");

        assertThat(first.text("SequenceNumber")).hasSize(20).isEqualTo(again.text("SequenceNumber"));
        assertThat(first.text("MessageId")).isEqualTo(again.text("MessageId"));
        assertThat(queue.receive("MaxNumberOfMessages", 10))
                .extracting(message -> message.text("Body"))
                .containsExactly("1", "2");
    }
}
