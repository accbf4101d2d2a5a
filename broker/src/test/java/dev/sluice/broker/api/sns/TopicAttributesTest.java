package dev.sluice.broker.api.sns;

import static dev.sluice.broker.api.sns.TestSns.ACCOUNT;
import static dev.sluice.broker.api.sns.TestSns.arn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the attributes of topics may be, and how they read back. */
class TopicAttributesTest {
    private final TestSns sns = new TestSns();

    @BeforeEach
    void topics() {
        sns.topic("t").topic("t.fifo", "FifoTopic", "true");
    }

    @Test
    void aNewTopicShowsEight() {
        assertThat(sns.topicAttributes("t"))
                .containsOnlyKeys(
                        "DisplayName",
                        "EffectiveDeliveryPolicy",
                        "Owner",
                        "Policy",
                        "SubscriptionsConfirmed",
                        "SubscriptionsDeleted",
                        "SubscriptionsPending",
                        "TopicArn")
                .containsEntry("DisplayName", "")
                .containsEntry("Owner", ACCOUNT)
                .containsEntry("TopicArn", arn("t"))
                .containsEntry("SubscriptionsConfirmed", "0");
    }

    @Test
    void aNewFifoTopicShowsTwoMore() {
        assertThat(sns.topicAttributes("t.fifo"))
                .hasSize(10)
                .containsEntry("FifoTopic", "true")
                .containsEntry("ContentBasedDeduplication", "false");
    }

    @Test
    void withoutAPolicyEverybodyInTheAccountMayDoEverything() {
        assertThat(sns.topicAttributes("t").get("Policy"))
                .isEqualTo(("{'Version':'2008-10-17','Id':'__default_policy_ID','Statement':[{'Sid':"
                                + "'__default_statement_ID','Effect':'Allow','Principal':{'AWS':'*'},'Action':["
                                + "'SNS:GetTopicAttributes','SNS:SetTopicAttributes','SNS:AddPermission',"
                                + "'SNS:RemovePermission','SNS:DeleteTopic','SNS:Subscribe',"
                                + "'SNS:ListSubscriptionsByTopic','SNS:Publish'],'Resource':'" + arn("t")
                                + "','Condition':{'StringEquals':{'AWS:SourceOwner':'" + ACCOUNT + "'}}}]}")
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "t, DisplayName, News of the day",
        "t, KmsMasterKeyId, alias/aws/sns",
        "t, SignatureVersion, 2",
        "t, TracingConfig, Active",
        "t, MaximumMessageSize, 1048576",
        "t, HTTPSuccessFeedbackRoleArn, arn:aws:iam::123456789012:role/r",
        "t, SQSSuccessFeedbackSampleRate, 100",
        "t.fifo, ContentBasedDeduplication, true",
        "t.fifo, FifoThroughputScope, MessageGroup"
    })
    void whatIsSetReadsBack(String topic, String name, String value) {
        assertThat(set(topic, name, value).status()).isEqualTo(200);

        assertThat(sns.topicAttributes(topic)).containsEntry(name, value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DeliveryPolicy",
                "KmsMasterKeyId",
                "SignatureVersion",
                "MaximumMessageSize",
                "SQSSuccessFeedbackRoleArn"
            })
    void anEmptyValueRemoves(String name) {
        Map<String, String> before = sns.topicAttributes("t");
        set("t", "DeliveryPolicy", "{\"http\":{}}");
        set("t", "KmsMasterKeyId", "k");
        set("t", "SignatureVersion", "2");
        set("t", "MaximumMessageSize", "2048");
        set("t", "SQSSuccessFeedbackRoleArn", "arn:aws:iam::123456789012:role/r");
        assertThat(sns.topicAttributes("t")).containsKey(name);

        assertThat(set("t", name, "").status()).isEqualTo(200);

        assertThat(sns.topicAttributes("t")).doesNotContainKey(name).containsAllEntriesOf(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Nonsense", "TopicArn", "Owner", "FifoTopic", "EffectiveDeliveryPolicy", "policy"})
    void whatCannotBeSetIsNoAttributeName(String name) {
        assertThat(set("t", name, "true").fault()).isEqualTo("400 InvalidParameter: Invalid parameter: AttributeName");
    }

    @ParameterizedTest
    @CsvSource({
        "t, SignatureVersion, 3, Invalid value [3]. Must be one of 1",
        "t, TracingConfig, On, Invalid value [On]. Must be one of Active",
        "t, MaximumMessageSize, 1023, Invalid value [1023]. Must be a number from 1024 to 1048576.",
        "t, MaximumMessageSize, 1048577, Invalid value [1048577]. Must be a number from 1024 to 1048576.",
        "t, SQSSuccessFeedbackSampleRate, 101, Invalid value [101]. Must be a number from 0 to 100.",
        "t, HTTPSuccessFeedbackRoleArn, me, Invalid value [me]. Must be the ARN of a role.",
        "t, ContentBasedDeduplication, true, Content-based deduplication can only be set for FIFO topics",
        "t, FifoThroughputScope, Topic, It can only be set for FIFO topics",
        "t, ArchivePolicy, '{\"MessageRetentionPeriod\":\"1\"}', Archiving can only be set for FIFO topics",
        "t.fifo, ContentBasedDeduplication, maybe, Invalid value [maybe]. Must be true or false.",
        "t.fifo, FifoThroughputScope, topic, Invalid value [topic]. Must be one of MessageGroup",
        "t.fifo, ArchivePolicy, '{\"MessageRetentionPeriod\":\"0\"}', 'It is {\"MessageRetentionPeriod\":\"days\"}'",
        "t.fifo, ArchivePolicy, '{\"MessageRetentionPeriod\":366}', 'It is {\"MessageRetentionPeriod\":\"days\"}'",
        "t.fifo, ArchivePolicy, no, failed to parse JSON."
    })
    void whatMakesNoSenseIsRefusedByName(String topic, String name, String value, String reason) {
        String detail = "400 InvalidParameter: Invalid parameter: " + name + ": " + reason.replace("\"", "&quot;");

        assertThat(set(topic, name, value).fault()).startsWith(detail);
    }

    @Test
    void atCreationAFaultNamesTheMapItStandsIn() {
        String[] request = TestSns.with(new String[] {"Name", "new"}, "SignatureVersion", "3");

        assertThat(sns.call("CreateTopic", request).fault())
                .startsWith("400 InvalidParameter: Invalid parameter: Attributes Reason: SignatureVersion: ");
    }

    @Test
    void anArchiveIsShownWithItsBeginningUntilItIsTurnedOff() {
        set("t.fifo", "ArchivePolicy", "{ \"MessageRetentionPeriod\" : 30 }");

        assertThat(sns.topicAttributes("t.fifo")).containsEntry("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}");
        assertThat(sns.call("DeleteTopic", "TopicArn", arn("t.fifo")).fault()).startsWith("400 InvalidState: ");

        set("t.fifo", "ArchivePolicy", "{}");

        assertThat(sns.topicAttributes("t.fifo")).doesNotContainKeys("ArchivePolicy", "BeginningArchiveTime");
        assertThat(sns.call("DeleteTopic", "TopicArn", arn("t.fifo")).status()).isEqualTo(200);
    }

    @Test
    void aDeliveryPolicyIsInEffectAtOnce() {
        set("t", "DeliveryPolicy", "{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":9}}}");

        assertThat(sns.topicAttributes("t").get("DeliveryPolicy"))
                .isEqualTo("{\"http\":{\"defaultHealthyRetryPolicy\":{\"numRetries\":9},"
                        + "\"disableSubscriptionOverrides\":false}}");
        assertThat(sns.topicAttributes("t").get("EffectiveDeliveryPolicy")).contains("\"numRetries\":9,");
    }

    // Policies

    @Test
    void aPolicyReadsBackAsWritten() {
        String policy = "{ \"Statement\" : {\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sns:Publish\"} }";

        assertThat(set("t", "Policy", policy).status()).isEqualTo(200);
        assertThat(sns.topicAttributes("t")).containsEntry("Policy", policy);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no | Policy Error: null",
                "{} | Policy Error: null",
                "{'Statement':[{'Effect':'Maybe','Principal':'*','Action':'sns:Publish'}]} | Policy Error: null",
                "{'Statement':[{'Effect':'Allow','Action':'sns:Publish'}]} | Policy Error: null",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'nobody'},'Action':'sns:Publish'}]} | Policy Error: PrincipalNotFound",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'sqs:SendMessage'}]} | Policy statement action out of service scope!"
            })
    void whatIsNoPolicyForATopicIsRefused(String policy, String reason) {
        assertThat(set("t", "Policy", policy.replace('\'', '"')).fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: " + reason);
    }

    @Test
    void aPermissionIsAStatementAtTheEnd() {
        assertThat(add("l", "111122223333", "Publish").status()).isEqualTo(200);

        assertThat(sns.topicAttributes("t").get("Policy"))
                .startsWith("{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\"")
                .endsWith((",{'Sid':'l','Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},"
                                + "'Action':'SNS:Publish','Resource':'" + arn("t") + "'}]}")
                        .replace('\'', '"'));
    }

    @Test
    void severalAccountsAndActionsAreLists() {
        sns.ok(
                "AddPermission",
                "TopicArn",
                arn("t"),
                "Label",
                "l",
                "AWSAccountId.member.1",
                "111122223333",
                "AWSAccountId.member.2",
                "444455556666",
                "ActionName.member.1",
                "Publish",
                "ActionName.member.2",
                "Receive");

        assertThat(sns.topicAttributes("t").get("Policy"))
                .contains("[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::444455556666:root\"]")
                .contains("[\"SNS:Publish\",\"SNS:Receive\"]");
    }

    @Test
    void aLabelIsGivenOnce() {
        add("l", "111122223333", "Publish");

        assertThat(add("l", "111122223333", "Subscribe").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Statement already exists");
    }

    @Test
    void onlyActionsOnTopicsCanBePermitted() {
        assertThat(add("l", "111122223333", "CreateTopic").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: Policy statement action out of service scope!");
    }

    @Test
    void aPermissionIsTakenByItsLabelAndAnUnknownLabelIsNoMatter() {
        String before = sns.topicAttributes("t").get("Policy");
        add("l", "111122223333", "Publish");
        sns.ok("RemovePermission", "TopicArn", arn("t"), "Label", "l");
        sns.ok("RemovePermission", "TopicArn", arn("t"), "Label", "other");

        assertThat(sns.topicAttributes("t")).containsEntry("Policy", before);
    }

    @Test
    void permissionsNeedATopic() {
        assertThat(sns.call("RemovePermission", "TopicArn", arn("none"), "Label", "l")
                        .fault())
                .isEqualTo("404 NotFound: Topic does not exist");
    }

    private Answered add(String label, String account, String action) {
        return sns.call(
                "AddPermission",
                "TopicArn",
                arn("t"),
                "Label",
                label,
                "AWSAccountId.member.1",
                account,
                "ActionName.member.1",
                action);
    }

    private Answered set(String topic, String name, String value) {
        return sns.call("SetTopicAttributes", "TopicArn", arn(topic), "AttributeName", name, "AttributeValue", value);
    }
}
