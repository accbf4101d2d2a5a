package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.ACCOUNT;
import static dev.sluice.broker.api.sns.TestSns.arn;
import static dev.sluice.broker.api.sns.TestSns.queueArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Subscriptions as clients make, confirm, read, change and end them. */
class SubscriptionsTest {
    private static final String URL = "https://example.com/hook";

    private final TestSns sns = new TestSns();

    @BeforeEach
    void topicsAndQueues() {
        sns.topic("t").topic("t.fifo", "FifoTopic", "true");
        sns.sqs.queue("q").queue("q.fifo", "{'FifoQueue':'true'}");
    }

    // Subscribing

    @Test
    void theOwnerOfAQueueIsBelieved() {
        String arn = sns.subscribed("t", "q");

        assertThat(arn).startsWith(arn("t") + ":").hasSize(arn("t").length() + 37);
        assertThat(sns.subscriptionAttributes(arn))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "SubscriptionArn",
                        arn,
                        "TopicArn",
                        arn("t"),
                        "Owner",
                        ACCOUNT,
                        "Protocol",
                        "sqs",
                        "Endpoint",
                        queueArn("q"),
                        "PendingConfirmation",
                        "false",
                        "ConfirmationWasAuthenticated",
                        "true",
                        "RawMessageDelivery",
                        "false",
                        "SubscriptionPrincipal",
                        "arn:aws:iam::" + ACCOUNT + ":root"));
        assertThat(sns.topicAttributes("t")).containsEntry("SubscriptionsConfirmed", "1");
    }

    @ParameterizedTest
    @CsvSource({"https, https://example.com/hook", "email, a@example.com", "email-json, a@example.com"})
    void othersAreAskedFirst(String protocol, String endpoint) {
        Answered answered = subscribe("t", protocol, endpoint);

        assertThat(answered.element("SubscriptionArn")).isEqualTo("pending confirmation");
        assertThat(sns.topicAttributes("t")).containsEntry("SubscriptionsPending", "1");
        assertThat(sns.ok("ListSubscriptionsByTopic", "TopicArn", arn("t")).element("SubscriptionArn"))
                .isEqualTo("PendingConfirmation");
    }

    @Test
    void whoAsksForItIsToldTheArnOfAPendingOne() {
        String arn = pending();

        assertThat(sns.subscriptionAttributes(arn))
                .containsEntry("PendingConfirmation", "true")
                .containsEntry("ConfirmationWasAuthenticated", "false");
    }

    @Test
    void theOwnerOfAnotherAccountIsAskedThroughTheQueue() {
        Answered answered = sns.signedBy("111122223333", "us-east-1")
                .ok("Subscribe", "TopicArn", arn("t"), "Protocol", "sqs", "Endpoint", queueArn("q"));
        assertThat(answered.element("SubscriptionArn")).isEqualTo("pending confirmation");

        String asked = sns.bodies("q").get(0);
        assertThat(asked)
                .startsWith("{\n  \"Type\" : \"SubscriptionConfirmation\",\n  \"MessageId\" : \"")
                .contains("\"Message\" : \"You have chosen to subscribe to the topic " + arn("t") + ".\\nTo confirm")
                .contains(
                        "\"SubscribeURL\" : \"http://localhost:9324/?Action=ConfirmSubscription&TopicArn=" + arn("t"));
        String token = asked.replaceAll("(?s).*\"Token\" : \"([0-9a-f]{256})\".*", "$1");
        assertThat(sns.ok("ConfirmSubscription", "TopicArn", arn("t"), "Token", token)
                        .element("SubscriptionArn"))
                .startsWith(arn("t") + ":");
        assertThat(sns.topicAttributes("t")).containsEntry("SubscriptionsConfirmed", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "t, sqs, http://localhost:9324/000000000000/q, SQS endpoint ARN",
        "t, sqs, q, SQS endpoint ARN",
        "t, sqs, arn:aws:sqs:us-east-1:sns:00000000-0000-0000-0000-000000000001, SQS endpoint ARN",
        "t, http, https://example.com, Endpoint must match the specified protocol",
        "t, https, http://example.com, Endpoint must match the specified protocol",
        "t, http, example.com, Endpoint must match the specified protocol",
        "t, sms, +12--34, Invalid SMS endpoint: +12--34",
        "t, sms, 12.34., Invalid SMS endpoint: 12.34.",
        "t, email, nobody, Email address",
        "t, lambda, f, Lambda endpoint ARN",
        "t, pigeon, loft, Amazon SNS does not support this protocol string: pigeon",
        "t, sqs, '', Endpoint"
    })
    void anEndpointFitsItsProtocol(String topic, String protocol, String endpoint, String reason) {
        assertThat(subscribe(topic, protocol, endpoint).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+12/34-567.890", "15555550100", "+15555550100"})
    void aTelephoneNumberMayBeWrittenWithSeparators(String number) {
        assertThat(subscribe("t", "sms", number).status()).isEqualTo(200);
    }

    @Test
    void aStandardTopicHasNoFifoQueue() {
        assertThat(subscribe("t", "sqs", queueArn("q.fifo")).fault())
                .isEqualTo(
                        "400 InvalidParameter: Invalid parameter: Invalid parameter: Endpoint Reason: FIFO SQS Queues"
                                + " can not be subscribed to standard SNS topics");
    }

    @Test
    void aFifoTopicHasQueuesOfBothKindsAndNothingElse() {
        assertThat(subscribe("t.fifo", "sqs", queueArn("q.fifo")).status()).isEqualTo(200);
        assertThat(subscribe("t.fifo", "sqs", queueArn("q")).status()).isEqualTo(200);
        assertThat(subscribe("t.fifo", "https", URL).fault()).startsWith("400 InvalidParameter: ");
    }

    @Test
    void subscribingAgainAnswersTheSame() {
        String arn = sns.subscribed("t", "q", "RawMessageDelivery", "TRUE");

        assertThat(sns.subscribed("t", "q")).isEqualTo(arn);
        assertThat(sns.subscribed("t", "q", "RawMessageDelivery", "true", "FilterPolicyScope", "MessageAttributes"))
                .isEqualTo(arn);
        assertThat(sns.topicAttributes("t")).containsEntry("SubscriptionsConfirmed", "1");
    }

    @Test
    void subscribingAgainChangesNothing() {
        sns.subscribed("t", "q");
        String[] request = {"TopicArn", arn("t"), "Protocol", "sqs", "Endpoint", queueArn("q")};

        assertThat(sns.call("Subscribe", TestSns.with(request, "RawMessageDelivery", "true"))
                        .fault())
                .isEqualTo(
                        "400 InvalidParameter: Invalid parameter: Attributes Reason: Subscription already exists with"
                                + " different attributes");
    }

    // Confirming

    @Test
    void aTokenOfNobodyIsRefused() {
        assertThat(sns.call("ConfirmSubscription", "TopicArn", arn("t"), "Token", "nonsense")
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid token");
        assertThat(sns.unsigned("ConfirmSubscription", "TopicArn", arn("t"), "Token", "0".repeat(256))
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Token");
        assertThat(sns.call("ConfirmSubscription", "TopicArn", "t", "Token", "0".repeat(256))
                        .fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Topic");
    }

    // Attributes

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RawMessageDelivery | maybe | RawMessageDelivery: Invalid value [maybe]. Must be true or false.",
                "RawMessageDelivery | `` | RawMessageDelivery: Invalid value []. Must be true or false.",
                "FilterPolicyScope | Body | FilterPolicyScope: Invalid value [Body]. Please use either MessageBody or MessageAttributes",
                "FilterPolicy | {'a':{'b':['c']}} | Filter policy scope MessageAttributes does not support nested filter policy",
                "RedrivePolicy | {'deadLetterTargetArn':'x'} | RedrivePolicy: deadLetterTargetArn is an invalid arn",
                "RedrivePolicy | {'deadLetterTargetArn':'arn:aws:sqs:us-east-1:sns:q'} | RedrivePolicy: deadLetterTargetArn is an invalid arn",
                "RedrivePolicy | {'maxReceiveCount':1} | RedrivePolicy: invalid JSON. Attribute maxReceiveCount is unknown.",
                "DeliveryPolicy | {} | DeliveryPolicy: It can only be set for HTTP and HTTPS subscriptions",
                "ReplayPolicy | {} | ReplayPolicy: It can only be set for subscriptions of FIFO topics",
                "Nonsense | x | AttributeName"
            })
    void aFaultNamesTheMapOrTheAttribute(String name, String value, String detail) {
        String[] request = {"TopicArn", arn("t"), "Protocol", "sqs", "Endpoint", queueArn("q")};
        String json = value.replace('\'', '"');
        assertThat(sns.call("Subscribe", TestSns.with(request, name, json)).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Attributes Reason: " + detail);

        assertThat(set(sns.subscribed("t", "q"), name, json).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: " + detail);
    }

    @Test
    void aPolicyThatIsNoJsonIsToldTheParsersReason() {
        assertThat(set(sns.subscribed("t", "q"), "RedrivePolicy", "no").fault())
                .startsWith("400 InvalidParameter: Invalid parameter: RedrivePolicy: failed to parse JSON. Unrecognized"
                        + " token 'no'");
    }

    @Test
    void policiesReadBackAsWritten() {
        String redrive = "{ \"deadLetterTargetArn\": \"" + queueArn("dead") + "\" }";
        String filter = "{ \"a\": { \"b\": [ \"c\" ] } }";
        String arn = sns.subscribed(
                "t", "q", "FilterPolicy", filter, "RedrivePolicy", redrive, "FilterPolicyScope", "MessageBody");

        assertThat(sns.subscriptionAttributes(arn))
                .containsEntry("FilterPolicy", filter)
                .containsEntry("FilterPolicyScope", "MessageBody")
                .containsEntry("RedrivePolicy", redrive);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } "})
    void nothingAndAnEmptyObjectTakeAFilterPolicyAway(String nothing) {
        String arn = sns.subscribed("t", "q", "FilterPolicy", "{\"a\":[\"b\"]}");
        set(arn, "FilterPolicy", nothing);

        assertThat(sns.subscriptionAttributes(arn)).doesNotContainKeys("FilterPolicy", "FilterPolicyScope");
    }

    @Test
    void aRedrivePolicyIsTakenAwayByNoValue() {
        String arn =
                sns.subscribed("t", "q", "RedrivePolicy", "{\"deadLetterTargetArn\":\"" + queueArn("dead") + "\"}");
        sns.ok("SetSubscriptionAttributes", "SubscriptionArn", arn, "AttributeName", "RedrivePolicy");

        assertThat(sns.subscriptionAttributes(arn)).doesNotContainKey("RedrivePolicy");
    }

    @Test
    void aNestedPolicyKeepsTheScopeThatItNeeds() {
        String arn =
                sns.subscribed("t", "q", "FilterPolicyScope", "MessageBody", "FilterPolicy", "{\"a\":{\"b\":[1]}}");

        assertThat(set(arn, "FilterPolicyScope", "MessageAttributes").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Filter policy scope MessageAttributes does not"
                        + " support nested filter policy");
    }

    @Test
    void aFifoSubscriptionHasAFifoQueueForItsDeadLetters() {
        String[] request = {"TopicArn", arn("t.fifo"), "Protocol", "sqs", "Endpoint", queueArn("q.fifo")};
        String policy = "{\"deadLetterTargetArn\":\"" + queueArn("dead") + "\"}";

        assertThat(sns.call("Subscribe", TestSns.with(request, "RedrivePolicy", policy))
                        .fault())
                .endsWith("RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.");
        assertThat(sns.subscribed("t.fifo", "q", "RedrivePolicy", policy)).startsWith(arn("t.fifo"));
    }

    @Test
    void aWebSubscriptionShowsHowItIsDeliveredTo() {
        String arn = pending();
        set(arn, "DeliveryPolicy", "{\"requestPolicy\":{\"headerContentType\":\"text/csv\"}}");

        assertThat(sns.subscriptionAttributes(arn))
                .containsEntry(
                        "DeliveryPolicy",
                        "{\"healthyRetryPolicy\":null,\"sicklyRetryPolicy\":null,\"throttlePolicy\":null,"
                                + "\"requestPolicy\":{\"headerContentType\":\"text/csv\"},\"guaranteed\":false}");
        assertThat(sns.subscriptionAttributes(arn).get("EffectiveDeliveryPolicy"))
                .contains("text/csv")
                .contains("\"numRetries\":3");
    }

    // Listing

    @Test
    void listingsGoOnAfterAHundred() {
        for (int i = 0; i < 130; i++) subscribe("t", "sms", "+1555555%04d".formatted(i));

        for (String action : List.of("ListSubscriptions", "ListSubscriptionsByTopic")) {
            Answered first = sns.ok(action, "TopicArn", arn("t"));
            Answered second =
                    sns.ok(action, "TopicArn", arn("t"), "NextToken", String.valueOf(first.element("NextToken")));
            List<String> endpoints = new ArrayList<>(TestSns.elements(first, "Endpoint"));
            endpoints.addAll(TestSns.elements(second, "Endpoint"));

            assertThat(endpoints).hasSize(130).doesNotHaveDuplicates();
            assertThat(second.element("NextToken")).isNull();
        }
    }

    @Test
    void aListingDoesNotShowPasswords() {
        subscribe("t", "https", "https://user:secret@example.com/hook");

        assertThat(sns.ok("ListSubscriptions").element("Endpoint")).isEqualTo("https://user:****@example.com/hook");
    }

    // Unsubscribing

    @Test
    void anEndedSubscriptionIsGone() {
        String arn = sns.subscribed("t", "q");

        assertThat(sns.call("Unsubscribe", "SubscriptionArn", arn).status()).isEqualTo(200);
        assertThat(sns.call("Unsubscribe", "SubscriptionArn", arn).status()).isEqualTo(200);
        assertThat(sns.call("GetSubscriptionAttributes", "SubscriptionArn", arn).fault())
                .isEqualTo("404 NotFound: Subscription does not exist");
        assertThat(sns.topicAttributes("t"))
                .containsEntry("SubscriptionsConfirmed", "0")
                .containsEntry("SubscriptionsDeleted", "1");
    }

    @Test
    void subscriptionsGoWithTheirTopic() {
        String arn = sns.subscribed("t", "q");
        sns.ok("DeleteTopic", "TopicArn", arn("t"));

        assertThat(sns.call("GetSubscriptionAttributes", "SubscriptionArn", arn).fault())
                .isEqualTo("404 NotFound: Subscription does not exist");
        assertThat(sns.call("Unsubscribe", "SubscriptionArn", arn).status()).isEqualTo(200);
    }

    @Test
    void aPendingOneCannotBeEnded() {
        assertThat(sns.call("Unsubscribe", "SubscriptionArn", pending()).fault())
                .contains("Cannot unsubscribe a subscription that is pending confirmation");
    }

    @ParameterizedTest
    @CsvSource({
        "pending confirmation, 'SubscriptionArn Reason: An ARN must have at least 6 elements, not 1'",
        "arn:aws:sns:us-east-1:123456789012:t, SubscriptionId"
    })
    void whatNamesNoSubscriptionIsRefused(String arn, String reason) {
        assertThat(sns.call("Unsubscribe", "SubscriptionArn", arn).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: " + reason);
    }

    @Test
    void withoutAnArnNothingIsEnded() {
        assertThat(sns.call("Unsubscribe").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: SubscriptionArn Reason: no value for required"
                        + " parameter");
    }

    @Test
    void aLinkDoesNotEndWhatItsOwnerSubscribed() {
        String arn = sns.subscribed("t", "q");

        assertThat(sns.unsigned("Unsubscribe", "SubscriptionArn", arn).fault()).startsWith("403 AuthorizationError: ");
        assertThat(sns.subscriptionAttributes(arn)).containsEntry("PendingConfirmation", "false");
    }

    private String pending() {
        return String.valueOf(sns.ok(
                        "Subscribe",
                        "TopicArn",
                        arn("t"),
                        "Protocol",
                        "https",
                        "Endpoint",
                        URL,
                        "ReturnSubscriptionArn",
                        "true")
                .element("SubscriptionArn"));
    }

    private Answered subscribe(String topic, String protocol, String endpoint) {
        return sns.call("Subscribe", "TopicArn", arn(topic), "Protocol", protocol, "Endpoint", endpoint);
    }

    private Answered set(String arn, String name, String value) {
        return sns.call(
                "SetSubscriptionAttributes", "SubscriptionArn", arn, "AttributeName", name, "AttributeValue", value);
    }
}
