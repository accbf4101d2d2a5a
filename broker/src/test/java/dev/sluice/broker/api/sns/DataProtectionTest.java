package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.arn;
import static dev.sluice.broker.api.sns.TestSns.queueArn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What data protection policies do to messages on their way through a topic. */
class DataProtectionTest {
    private static final String CARD = "4111111111111111";
    private static final String DENY = "{'Deny':{}}";
    private static final String MASK = "{'Deidentify':{'MaskConfig':{'MaskWithCharacter':'*'}}}";

    private final TestSns sns = new TestSns();

    @BeforeEach
    void aTopicWithTwoQueues() {
        sns.topic("t");
        sns.sqs.queue("q").queue("raw").queue("dead");
        sns.subscribed("t", "q");
        sns.subscribed(
                "t",
                "raw",
                "RawMessageDelivery",
                "true",
                "RedrivePolicy",
                "{\"deadLetterTargetArn\":\"" + queueArn("dead") + "\"}");
    }

    @Test
    void whatMayNotComeInIsRefusedAndReachesNobody() {
        protect("Inbound", DENY);

        assertThat(publish("card " + CARD).fault())
                .isEqualTo("403 AuthorizationError: User: arn:aws:iam::123456789012:root is not authorized to perform:"
                        + " SNS:Publish on resource: " + arn("t")
                        + " with an explicit deny in a data protection policy");
        assertThat(publish("no card").status()).isEqualTo(200);
        assertThat(sns.bodies("raw")).containsExactly("no card");
    }

    @Test
    void aBatchWithOneSuchMessageIsRefused() {
        protect("Inbound", DENY);

        assertThat(sns.call(
                                "PublishBatch",
                                "TopicArn",
                                arn("t"),
                                "PublishBatchRequestEntries.member.1.Id",
                                "a",
                                "PublishBatchRequestEntries.member.1.Message",
                                "no card",
                                "PublishBatchRequestEntries.member.2.Id",
                                "b",
                                "PublishBatchRequestEntries.member.2.Message",
                                CARD)
                        .fault())
                .startsWith("403 AuthorizationError");
        assertThat(sns.bodies("raw")).isEmpty();
    }

    @Test
    void whatIsMaskedOnItsWayInIsMaskedForEverybody() {
        protect("Inbound", MASK);

        publish("card " + CARD + ".");

        assertThat(sns.bodies("raw")).containsExactly("card ****************.");
        assertThat(sns.bodies("q").get(0)).contains("\"Message\" : \"card ****************.\"");
    }

    @Test
    void filtersSeeWhatCameInAndQueuesGetWhatGoesOut() {
        sns.sqs.queue("wants");
        sns.subscribed(
                "t",
                "wants",
                "RawMessageDelivery",
                "true",
                "FilterPolicyScope",
                "MessageBody",
                "FilterPolicy",
                "{\"card\":[\"" + CARD + "\"]}");
        protect("Outbound", MASK);

        publish("{\"card\":\"" + CARD + "\"}");

        assertThat(sns.bodies("wants")).containsExactly("{\"card\":\"****************\"}");
    }

    @Test
    void whatMayNotGoOutIsAcceptedAndGoesNowhere() {
        protect("Outbound", DENY);

        assertThat(publish(CARD).status()).isEqualTo(200);
        publish("no card");

        assertThat(sns.bodies("raw")).containsExactly("no card");
        assertThat(sns.bodies("q")).hasSize(1);
        assertThat(sns.bodies("dead")).isEmpty();
    }

    @Test
    void aPolicyThatIsTakenBackDeniesNothing() {
        protect("Inbound", DENY);
        publish(CARD);

        sns.ok("PutDataProtectionPolicy", "ResourceArn", arn("t"), "DataProtectionPolicy", "");

        assertThat(publish(CARD).status()).isEqualTo(200);
    }

    @Test
    void aPolicyThatIsReplacedIsFollowedAtOnce() {
        protect("Inbound", MASK);
        publish(CARD);
        protect("Inbound", DENY);

        assertThat(publish(CARD).fault()).startsWith("403 AuthorizationError");
    }

    @Test
    void eachProtocolsTextIsLookedAt() {
        protect("Inbound", MASK);

        sns.ok(
                "Publish",
                "TopicArn",
                arn("t"),
                "MessageStructure",
                "json",
                "Message",
                "{\"default\":\"none\",\"sqs\":\"" + CARD + "\"}");

        assertThat(sns.bodies("raw")).containsExactly("*".repeat(16));
    }

    @Test
    void whatCannotBeDetectedIsRefusedByName() {
        assertThat(sns.call(
                                "PutDataProtectionPolicy",
                                "ResourceArn",
                                arn("t"),
                                "DataProtectionPolicy",
                                policy("Inbound", DENY).replace("CreditCardNumber", "Address"))
                        .fault())
                .isEqualTo(
                        "400 InvalidParameter: Invalid parameter: DataProtectionPolicy Reason: These data identifiers"
                                + " cannot be detected: arn:aws:dataprotection::aws:data-identifier/Address");
    }

    @Test
    void anAuditChangesNothing() {
        protect("Inbound", "{'Audit':{'SampleRate':'99','FindingsDestination':{}}}");

        publish(CARD);

        assertThat(sns.bodies("raw")).containsExactly(CARD);
    }

    private void protect(String direction, String operation) {
        sns.ok(
                "PutDataProtectionPolicy",
                "ResourceArn",
                arn("t"),
                "DataProtectionPolicy",
                policy(direction, operation));
    }

    private static String policy(String direction, String operation) {
        return ("{'Name':'p','Version':'2021-06-01','Statement':[{'DataDirection':'" + direction
                        + "','Principal':['*'],'DataIdentifier':"
                        + "['arn:aws:dataprotection::aws:data-identifier/CreditCardNumber'],'Operation':" + operation
                        + "}]}")
                .replace('\'', '"');
    }

    private Answered publish(String message) {
        return sns.call("Publish", "TopicArn", arn("t"), "Message", message);
    }
}
