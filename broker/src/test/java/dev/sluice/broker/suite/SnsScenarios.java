package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Topics and what comes of them, for every kind of client. Queues are seen through SQS in JSON, whatever that is. */
interface SnsScenarios extends SnsMobileScenarios {

    @Test
    default void attributesOfMessagesKeepTypeAndValueInBothForms() {
        TestTopic topic = newTopic();
        TestQueue wrapped = newQueue();
        TestQueue raw = newQueue();
        topic.subscribe(wrapped);
        topic.subscribe(raw, "RawMessageDelivery", "true");
        byte[] bytes = "\u0001ä".getBytes(StandardCharsets.UTF_8);

        topic.publish(
                "m",
                "MessageAttributes",
                Members.of(
                        "text",
                        Members.of("DataType", "String", "StringValue", "x"),
                        "bytes",
                        Members.of("DataType", "Binary", "BinaryValue", bytes)));

        Members attributes = Json.read(wrapped.receiveOne().text("Body")).members("MessageAttributes");
        assertThat(attributes.members("text").texts())
                .containsEntry("Type", "String")
                .containsEntry("Value", "x");
        assertThat(attributes.members("bytes").texts())
                .containsEntry("Type", "Binary")
                .containsEntry("Value", "AcOk");
        Members received =
                raw.receiveOne("MessageAttributeNames", List.of("All")).members("MessageAttributes");
        assertThat(received.members("bytes").bytes("BinaryValue")).isEqualTo(bytes);
        assertThat(received.members("text").text("StringValue")).isEqualTo("x");
    }

    @Test
    default void filterPoliciesChooseByAttributesAndByBody() {
        TestTopic topic = newTopic();
        TestQueue byAttribute = newQueue();
        TestQueue byBody = newQueue();
        topic.subscribe(byAttribute, "FilterPolicy", "{\"kind\":[\"a\"]}", "RawMessageDelivery", "true");
        topic.subscribe(
                byBody,
                "FilterPolicyScope",
                "MessageBody",
                "FilterPolicy",
                "{\"order\":{\"total\":[{\"numeric\":[\">\",10]}]}}",
                "RawMessageDelivery",
                "true");

        topic.publish("{\"order\":{\"total\":11}}");
        topic.publish("plain", "MessageAttributes", kind("a"));
        topic.publish("{\"order\":{\"total\":9}}", "MessageAttributes", kind("b"));

        assertThat(byAttribute.receiveOne().text("Body")).isEqualTo("plain");
        assertThat(byAttribute.receive()).isEmpty();
        assertThat(byBody.receiveOne().text("Body")).isEqualTo("{\"order\":{\"total\":11}}");
        assertThat(byBody.receive()).isEmpty();
    }

    @Test
    default void aFilterPolicyIsChangedAndCleared() {
        TestTopic topic = newTopic();
        TestQueue queue = newQueue();
        String subscription =
                topic.subscribe(queue, "FilterPolicy", "{\"kind\":[\"a\"]}", "RawMessageDelivery", "true");

        setSubscription(subscription, "FilterPolicy", "{\"kind\":[\"b\"]}");
        topic.publish("1", "MessageAttributes", kind("a"));
        setSubscription(subscription, "FilterPolicy", "{}");
        topic.publish("2", "MessageAttributes", kind("a"));

        assertThat(queue.receiveOne().text("Body")).isEqualTo("2");
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    default void aStructuredMessageHasATextForQueues() {
        TestTopic topic = newTopic();
        TestQueue queue = newQueue();
        topic.subscribe(queue);

        topic.publish("{\"default\":\"d\",\"sqs\":\"for queues\"}", "MessageStructure", "json", "Subject", "s");

        Members envelope = Json.read(queue.receiveOne().text("Body"));
        assertThat(envelope.text("Message")).isEqualTo("for queues");
        assertThat(envelope.text("Subject")).isEqualTo("s");
    }

    @Test
    default void aBatchIsAnsweredEntryByEntry() {
        TestTopic topic = newTopic();
        TestQueue queue = newQueue();
        topic.subscribe(queue, "RawMessageDelivery", "true");

        Members answer = topic.call(
                "PublishBatch",
                "PublishBatchRequestEntries",
                List.of(
                        Members.of("Id", "a", "Message", "1", "MessageAttributes", kind("x")),
                        Members.of("Id", "b", "Message", "2")));

        assertThat(answer.list("Successful"))
                .extracting(entry -> entry.text("Id"))
                .containsExactly("a", "b");
        assertThat(queue.receiveOne("MessageAttributeNames", List.of("All")).has("MessageAttributes"))
                .isTrue();
        assertThat(queue.receiveOne("MessageAttributeNames", List.of("All")).has("MessageAttributes"))
                .isFalse();
        fails(
                () -> topic.call(
                        "PublishBatch",
                        "PublishBatchRequestEntries",
                        List.of(Members.of("Id", "a", "Message", "1"), Members.of("Id", "a", "Message", "2"))),
                "BatchEntryIdsNotDistinct",
                400);
    }

    @Test
    default void aDeadLetterQueueGetsWhatAMissingQueueCannot() {
        TestTopic topic = newTopic();
        TestQueue dead = newQueue();
        TestQueue gone = newQueue();
        topic.subscribe(
                gone,
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + DeadLetterScenarios.arn(dead) + "\"}",
                "RawMessageDelivery",
                "true");
        gone.delete();

        topic.publish("m");

        assertThat(dead.receiveOne().text("Body")).isEqualTo("m");
    }

    @Test
    default void permissionsStandInThePolicy() {
        TestTopic topic = newTopic();
        topic.call(
                "AddPermission",
                "Label",
                "l",
                "AWSAccountId",
                List.of("111122223333"),
                "ActionName",
                List.of("Publish", "Subscribe"));

        assertThat(topic.attributes().get("Policy")).contains("arn:aws:iam::111122223333:root", "SNS:Subscribe");
        topic.call("RemovePermission", "Label", "l");
        assertThat(topic.attributes().get("Policy")).doesNotContain("111122223333");
    }

    @Test
    default void aDataProtectionPolicyIsKeptAndCarriedOut() {
        TestTopic topic = newTopic();
        TestQueue queue = newQueue();
        topic.subscribe(queue, "RawMessageDelivery", "true");
        String policy = """
                {"Name":"p","Version":"2021-06-01","Statement":[{"DataDirection":"Inbound","Principal":["*"],
                "DataIdentifier":["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],"Operation":%s}]}""";
        String mask = policy.formatted("{\"Deidentify\":{\"MaskConfig\":{\"MaskWithCharacter\":\"#\"}}}");
        topic.protect(mask);
        topic.publish("to a@b.de");

        assertThat(sns().call("GetDataProtectionPolicy", Members.of("ResourceArn", topic.arn()))
                        .text("DataProtectionPolicy"))
                .isEqualTo(mask);
        assertThat(queue.receiveOne().text("Body")).isEqualTo("to ######");
        topic.protect(policy.formatted("{\"Deny\":{}}"));
        fails(() -> topic.publish("to a@b.de"), "AuthorizationError", 403);
    }

    @Test
    default void listingsComeInPages() {
        Sqs own = sns("222233334444", REGION);
        for (int i = 0; i < 101; i++) own.call("CreateTopic", Members.of("Name", "t" + i));

        Members first = own.call("ListTopics", Members.of());
        Members second = own.call("ListTopics", Members.of("NextToken", first.text("NextToken")));

        List<Members> all = new ArrayList<>(first.list("Topics"));
        all.addAll(second.list("Topics"));
        assertThat(all).extracting(each -> each.text("TopicArn")).hasSize(101).doesNotHaveDuplicates();
        assertThat(second.has("NextToken")).isFalse();
    }

    @Test
    default void anotherAccountsQueueIsAskedFirst() {
        TestTopic topic = newTopic();
        TestQueue queue = TestQueue.create(sqs("111122223333", REGION), newName());
        String queueArn = "arn:aws:sqs:" + REGION + ":111122223333:" + queue.name();

        Members subscribed = topic.call("Subscribe", "Protocol", "sqs", "Endpoint", queueArn);
        assertThat(subscribed.text("SubscriptionArn")).isEqualTo("pending confirmation");
        Members asked = Json.read(queue.receiveOne().text("Body"));
        assertThat(asked.text("Type")).isEqualTo("SubscriptionConfirmation");
        String confirmed =
                topic.call("ConfirmSubscription", "Token", asked.text("Token")).text("SubscriptionArn");

        assertThat(subscriptionAttributes(confirmed)).containsEntry("PendingConfirmation", "false");
        topic.publish("m");
        queue.receiveOne();
    }

    @Test
    default void whatIsWrongIsToldByCodeAndStatus() {
        TestTopic topic = newTopic();
        fails(() -> sns().call("GetTopicAttributes", Members.of("TopicArn", topic.arn() + "x")), "NotFound", 404);
        fails(
                () -> sns().call("ListTagsForResource", Members.of("ResourceArn", topic.arn() + "x")),
                "ResourceNotFound",
                404);
        fails(() -> sns().call("CreateTopic", Members.of("Name", "a b")), "InvalidParameter", 400);
        fails(() -> topic.call("Subscribe", "Protocol", "sqs", "Endpoint", "q"), "InvalidParameter", 400);
        fails(
                () -> topic.publish(
                        "m", "MessageAttributes", Members.of("a", Members.of("DataType", "Text", "StringValue", "x"))),
                "ParameterValueInvalid",
                400);
    }

    private static Members kind(String value) {
        return Members.of("kind", Members.of("DataType", "String", "StringValue", value));
    }

    private void setSubscription(String arn, String name, String value) {
        sns().call(
                        "SetSubscriptionAttributes",
                        Members.of("SubscriptionArn", arn, "AttributeName", name, "AttributeValue", value));
    }

    private Map<String, String> subscriptionAttributes(String arn) {
        return sns().call("GetSubscriptionAttributes", Members.of("SubscriptionArn", arn))
                .texts("Attributes");
    }

    private static void fails(ThrowingCallable call, String code, int status) {
        SqsFault fault = catchThrowableOfType(SqsFault.class, call);
        assertThat(fault).as("expected " + code + ", but the call succeeded").isNotNull();
        assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
        assertThat(fault.status()).as(fault.getMessage()).isIn(null, status);
        assertThat(fault.type()).as(fault.getMessage()).isIn(null, "Sender");
    }
}
