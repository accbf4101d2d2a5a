package dev.sluice.broker.api.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import dev.sluice.protocol.wire.SnsOperations;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked of SNS, the answer is a result or the client's fault. */
class AnyRequestTest {
    private static final int REQUESTS = 5_000;
    private static final String[] PARAMETERS = {
        "TopicArn",
        "TargetArn",
        "PhoneNumber",
        "phoneNumber",
        "SubscriptionArn",
        "ResourceArn",
        "PlatformApplicationArn",
        "EndpointArn",
        "Name",
        "Message",
        "Subject",
        "MessageStructure",
        "MessageGroupId",
        "MessageDeduplicationId",
        "MessageAttributes.entry.1.Name",
        "MessageAttributes.entry.1.Value.DataType",
        "MessageAttributes.entry.1.Value.StringValue",
        "MessageAttributes.entry.1.Value.BinaryValue",
        "PublishBatchRequestEntries.member.1.Id",
        "PublishBatchRequestEntries.member.1.Message",
        "PublishBatchRequestEntries.member.2.Id",
        "PublishBatchRequestEntries.member.2.Message",
        "Protocol",
        "Endpoint",
        "ReturnSubscriptionArn",
        "Token",
        "AuthenticateOnUnsubscribe",
        "AttributeName",
        "AttributeValue",
        "Attributes.entry.1.key",
        "Attributes.entry.1.value",
        "attributes.entry.1.key",
        "attributes.entry.1.value",
        "Tags.member.1.Key",
        "Tags.member.1.Value",
        "TagKeys.member.1",
        "DataProtectionPolicy",
        "Label",
        "AWSAccountId.member.1",
        "ActionName.member.1",
        "Platform",
        "OneTimePassword",
        "NextToken",
        "MaxResults",
        "Unknown"
    };
    private static final String[] VALUES = {
        "arn:aws:sns:us-east-1:123456789012:t",
        "arn:aws:sns:eu-west-1:123456789012:t",
        "arn:aws:sns:us-east-1:123456789012:t.fifo",
        "arn:aws:sns:us-east-1:123456789012:t:0b1e7a6c-4f5d-4b3a-9c2e-8d7f6a5b4c3d",
        "arn:aws:sns:us-east-1:123456789012:app/GCM/a",
        "arn:aws:sqs:us-east-1:123456789012:q",
        "arn:::::",
        "",
        "t",
        "t.fifo",
        "sqs",
        "http",
        "http://127.0.0.1:1/",
        "json",
        "String",
        "Number",
        "Binary",
        "AAAA",
        "=",
        "FilterPolicy",
        "RedrivePolicy",
        "DeliveryPolicy",
        "FifoTopic",
        "RawMessageDelivery",
        "Policy",
        "{}",
        "{\"a\":[\"b\"]}",
        "{\"default\":\"d\"}",
        "[",
        "true",
        "0",
        "-1",
        "99999999999999999999",
        "GCM",
        "+15550100",
        "\u0000",
        "\uD83D\uDE00",
        "x".repeat(300)
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyRequestHasAnAnswerThatIsNotOurFault(long seed) {
        var random = new Random(seed);
        var actions = List.copyOf(SnsOperations.all());
        var sns = new TestSns();
        sns.sqs.queue("q");
        for (int i = 0; i < REQUESTS; i++) {
            String action = actions.get(random.nextInt(actions.size())).name();
            var form = new String[2 * random.nextInt(8)];
            for (int j = 0; j < form.length; j += 2) {
                form[j] = any(PARAMETERS, random);
                form[j + 1] = any(VALUES, random);
            }

            Answered answered = random.nextInt(4) == 0 ? sns.unsigned(action, form) : sns.call(action, form);

            boolean fine = answered.status() == 200 || (answered.status() < 500 && answered.element("Type") != null);
            assertThat(fine)
                    .as("seed %d: %s %s\nwas answered %s", seed, action, List.of(form), answered)
                    .isTrue();
        }
    }

    private static String any(String[] from, Random random) {
        return from[random.nextInt(from.length)];
    }
}
