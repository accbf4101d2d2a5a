package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a redrive policy and a redrive allow policy may say, how they read back, and what follows for the messages. */
class RedrivePolicyTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:" + TestSqs.ACCOUNT + ":";
    private static final String ALLOW = "RedriveAllowPolicy";

    private final TestSqs sqs = new TestSqs();

    @BeforeEach
    void queues() {
        sqs.queue("dead").queue("q");
    }

    // Redrive policy

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':'3'}",
                "{ 'maxReceiveCount' : 3.0, 'deadLetterTargetArn' : 'ARNdead' }"
            })
    void policyReadsBackInItsNormalForm(String policy) {
        assertThat(set("q", "RedrivePolicy", policy).fault()).isEqualTo("ok ");

        assertThat(sqs.attribute("q", "RedrivePolicy"))
                .isEqualTo(given("{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}"));
    }

    @Test
    void emptyPolicyRemoves() {
        set("q", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}");

        assertThat(set("q", "RedrivePolicy", "").fault()).isEqualTo("ok ");

        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':['RedrivePolicy']}")
                        .body())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "7", "null", "{", "{} {}"})
    void policyMustBeAJsonObject(String policy) {
        assertThat(set("q", "RedrivePolicy", policy).fault())
                .isEqualTo("400 InvalidAttributeValue: Invalid value for the parameter RedrivePolicy. Reason: Redrive"
                        + " policy is not a valid JSON map.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'deadLetterTargetArn':'ARNdead'} | Redrive policy does not contain mandatory attribute:"
                        + " maxReceiveCount.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':null} | Redrive policy does not contain mandatory"
                        + " attribute: maxReceiveCount.",
                "{'maxReceiveCount':3} | Redrive policy does not contain mandatory attribute: deadLetterTargetArn.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3,'a':1} | Only following attributes are"
                        + " supported: [deadLetterTargetArn, maxReceiveCount].",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':0} | Invalid value for maxReceiveCount: 0, valid"
                        + " values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':'1001'} | Invalid value for maxReceiveCount: 1001,"
                        + " valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':2000} | Invalid value for maxReceiveCount: 2000,"
                        + " valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':1.5} | Invalid value for maxReceiveCount: 1.5,"
                        + " valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':1e999999999} | Invalid value for maxReceiveCount:"
                        + " 1E+999999999, valid values are from 1 to 1000 both inclusive.",
                "{'deadLetterTargetArn':'dead','maxReceiveCount':3} | Invalid value for deadLetterTargetArn: it must be"
                        + " the full ARN of an SQS queue.",
                "{'deadLetterTargetArn':7,'maxReceiveCount':3} | Invalid value for deadLetterTargetArn: it must be the"
                        + " full ARN of an SQS queue.",
                "{'deadLetterTargetArn':'ARN','maxReceiveCount':3} | Invalid value for deadLetterTargetArn: it must be"
                        + " the full ARN of an SQS queue.",
                "{'deadLetterTargetArn':'ARNa b','maxReceiveCount':3} | Invalid value for deadLetterTargetArn: it must"
                        + " be the full ARN of an SQS queue.",
                "{'deadLetterTargetArn':'arn:aws:sns:us-east-1:000000000000:t','maxReceiveCount':3} | Only SQS queues"
                        + " are valid resources for deadLetterTargetArn.",
                "{'deadLetterTargetArn':'ARNnone','maxReceiveCount':3} | Dead letter target does not exist.",
                "{'deadLetterTargetArn':'arn:aws:sqs:us-east-1:111111111111:dead','maxReceiveCount':3} | Dead letter"
                        + " target owner should be same as the source.",
                "{'deadLetterTargetArn':'arn:aws:sqs:eu-west-1:123456789012:dead','maxReceiveCount':3} | Dead letter"
                        + " target must be in the region of the source."
            })
    void whatIsWrongWithAPolicyIsSaidWithThePolicyAsItWasGiven(String policy, String reason) {
        String fault = "400 InvalidParameterValueException/InvalidParameterValue: Value " + given(policy)
                + " for parameter RedrivePolicy is invalid. Reason: " + reason;

        assertThat(set("q", "RedrivePolicy", policy).fault()).isEqualTo(fault);
        assertThat(create("r", "RedrivePolicy", policy).fault()).isEqualTo(fault);
    }

    @Test
    void targetOfAnyPartitionIsTakenAndReadsBackAsWritten() {
        String policy = "{'deadLetterTargetArn':'arn:aws-cn:sqs:us-east-1:123456789012:dead','maxReceiveCount':3}";

        set("q", "RedrivePolicy", policy);

        assertThat(sqs.attribute("q", "RedrivePolicy")).isEqualTo(given(policy));
    }

    @Test
    void unknownSourceComesBeforeAnyFaultOfItsPolicy() {
        assertThat(set("none", "RedrivePolicy", "{}").fault()).contains("QueueDoesNotExist");
        assertThat(set("none", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}")
                        .fault())
                .contains("QueueDoesNotExist");
    }

    @Test
    void creatingAgainWithTheSamePolicyIsNoFault() {
        assertThat(create("r", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}")
                        .status())
                .isEqualTo(200);

        assertThat(create("r", "RedrivePolicy", "{'maxReceiveCount':'3','deadLetterTargetArn':'ARNdead'}")
                        .status())
                .isEqualTo(200);
        assertThat(create("r", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':4}")
                        .fault())
                .startsWith("400 QueueNameExists/QueueAlreadyExists: ");
    }

    // Redrive allow policy

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'redrivePermission':'allowAll'} | {'redrivePermission':'allowAll'}",
                "{ 'redrivePermission' : 'denyAll', 'sourceQueueArns' : null } | {'redrivePermission':'denyAll'}",
                "{'sourceQueueArns':[ 'ARNq', 'ARNother' ],'redrivePermission':'byQueue'} |"
                        + " {'redrivePermission':'byQueue','sourceQueueArns':['ARNq','ARNother']}"
            })
    void allowPolicyReadsBackInItsNormalForm(String policy, String normal) {
        assertThat(set("dead", ALLOW, policy).fault()).isEqualTo("ok ");

        assertThat(sqs.attribute("dead", ALLOW)).isEqualTo(given(normal));
        assertThat(set("dead", ALLOW, "").fault()).isEqualTo("ok ");
        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'dead','AttributeNames':['" + ALLOW + "']}")
                        .body())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | it is not a valid JSON map.",
                "[] | it is not a valid JSON map.",
                "{} | redrivePermission must be allowAll, denyAll or byQueue.",
                "{'redrivePermission':'some'} | redrivePermission must be allowAll, denyAll or byQueue.",
                "{'redrivePermission':'allowAll','a':1} | it may have only the attributes redrivePermission and"
                        + " sourceQueueArns.",
                "{'redrivePermission':'allowAll','sourceQueueArns':['ARNq']} | sourceQueueArns goes only with the"
                        + " redrivePermission byQueue.",
                "{'redrivePermission':'byQueue'} | with byQueue, sourceQueueArns must list 1 to 10 queues.",
                "{'redrivePermission':'byQueue','sourceQueueArns':[]} | with byQueue, sourceQueueArns must list 1 to 10"
                        + " queues.",
                "{'redrivePermission':'byQueue','sourceQueueArns':[1,2,3,4,5,6,7,8,9,10,11]} | with byQueue,"
                        + " sourceQueueArns must list 1 to 10 queues.",
                "{'redrivePermission':'byQueue','sourceQueueArns':['q']} | sourceQueueArns must list full ARNs of SQS"
                        + " queues."
            })
    void whatIsWrongWithAnAllowPolicyIsSaidWithThePolicyAsItWasGiven(String policy, String why) {
        assertThat(set("dead", ALLOW, policy).fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: Value " + given(policy)
                        + " for parameter RedriveAllowPolicy is invalid. Reason: Amazon SQS can't create the redrive"
                        + " allow policy, as " + why);
    }

    @Test
    void deadLetterQueueMayRefuse() {
        set("dead", ALLOW, "{'redrivePermission':'byQueue','sourceQueueArns':['ARNother']}");

        assertThat(set("q", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':3}")
                        .fault())
                .endsWith("Reason: The redrive allow policy of the dead letter target does not allow this source.");
    }

    // Messages

    @Test
    void deadLetterTellsWhereItCameFrom() {
        set("q", "RedrivePolicy", "{'deadLetterTargetArn':'ARNdead','maxReceiveCount':1}");
        String id =
                sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'a'}").text("MessageId");
        Answered alive = receive("q");
        assertThat(alive.text("Messages", 0, "Attributes", "ApproximateReceiveCount"))
                .isEqualTo("1");
        assertThat(alive.body()).doesNotContain("DeadLetterQueueSourceArn");

        assertThat(receive("q").body()).isEqualTo("{}");
        sqs.shards.passSeconds(2);
        Answered dead = receive("dead");

        assertThat(dead.text("Messages", 0, "MessageId")).isEqualTo(id);
        for (String kept : new String[] {"SentTimestamp", "ApproximateFirstReceiveTimestamp", "SenderId"}) {
            assertThat(dead.text("Messages", 0, "Attributes", kept))
                    .as(kept)
                    .isEqualTo(alive.text("Messages", 0, "Attributes", kept));
        }
        assertThat(dead.text("Messages", 0, "Attributes", "ApproximateReceiveCount"))
                .isEqualTo("2");
        assertThat(dead.text("Messages", 0, "Attributes", "DeadLetterQueueSourceArn"))
                .isEqualTo(ARN + "q");
    }

    private Answered receive(String queue) {
        return sqs.json(
                "ReceiveMessage",
                "{'QueueUrl':'" + queue + "','VisibilityTimeout':0,'MessageSystemAttributeNames':['All']}");
    }

    private Answered set(String queue, String name, String value) {
        return sqs.json(
                "SetQueueAttributes",
                "{'QueueUrl':'" + queue + "','Attributes':{'" + name + "':'" + text(value) + "'}}");
    }

    private Answered create(String queue, String name, String value) {
        return sqs.json(
                "CreateQueue", "{'QueueName':'" + queue + "','Attributes':{'" + name + "':'" + text(value) + "'}}");
    }

    /** JSON within a JSON string. */
    private static String text(String json) {
        return given(json).replace("\"", "\\\"");
    }

    private static String given(String json) {
        return json.replace('\'', '"').replaceAll("ARN(?!:)", ARN);
    }
}
