package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What queue attributes may be set to, and how they read back. */
class QueueAttributesTest {
    private final TestSqs sqs = new TestSqs();

    @Test
    void aFreshQueueReadsBackComplete() {
        long seconds = sqs.shards.now() / 1000;

        assertThat(sqs.queue("q")
                        .json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':['All']}")
                        .body())
                .isEqualTo(("{'Attributes':{'QueueArn':'arn:aws:sqs:us-east-1:" + ACCOUNT + ":q',"
                                + "'ApproximateNumberOfMessages':'0','ApproximateNumberOfMessagesNotVisible':'0',"
                                + "'ApproximateNumberOfMessagesDelayed':'0','CreatedTimestamp':'" + seconds
                                + "','LastModifiedTimestamp':'" + seconds + "','VisibilityTimeout':'30',"
                                + "'MaximumMessageSize':'1048576','MessageRetentionPeriod':'345600',"
                                + "'DelaySeconds':'0','ReceiveMessageWaitTimeSeconds':'0',"
                                + "'SqsManagedSseEnabled':'true'}}")
                        .replace('\'', '"'));
    }

    @Test
    void onlyTheNamedAttributesAreRead() {
        sqs.queue("q");

        assertThat(read("'DelaySeconds','VisibilityTimeout','Policy','FifoQueue'"))
                .isEqualTo(Map.of("DelaySeconds", "0", "VisibilityTimeout", "30"));
        assertThat(read("'DelaySeconds','All'")).isEqualTo(read("'All'"));
    }

    @Test
    void anUnknownNameFailsTheWholeCall() {
        sqs.queue("q");

        assertThat(sqs.json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':['All','delayseconds']}")
                        .fault())
                .isEqualTo("400 InvalidAttributeName: Unknown Attribute delayseconds.");
    }

    @ParameterizedTest
    @CsvSource({
        "DelaySeconds, 0, 900",
        "MaximumMessageSize, 1024, 1048576",
        "MessageRetentionPeriod, 60, 1209600",
        "ReceiveMessageWaitTimeSeconds, 0, 20",
        "VisibilityTimeout, 0, 43200"
    })
    void numbersHaveARange(String name, int from, int to) {
        sqs.queue("q");

        for (int value : new int[] {from, to}) {
            assertThat(set(name, "" + value).fault()).isEqualTo("ok ");
            assertThat(sqs.attribute("q", name)).isEqualTo("" + value);
        }
        for (String value : new String[] {"" + (from - 1), "" + (to + 1), "", "x", "1.0", " 1", "+1", "1e1"}) {
            assertThat(set(name, value).fault())
                    .isEqualTo("400 InvalidAttributeValue: Invalid value for the parameter " + name + ".");
        }
        assertThat(sqs.json("CreateQueue", "{'QueueName':'r','Attributes':{'" + name + "':'-1'}}")
                        .fault())
                .startsWith("400 InvalidAttributeValue: ");
    }

    @Test
    void booleansAreReadWhateverTheirCaseAndReadBackInLowerCase() {
        sqs.queue("q");

        assertThat(set("SqsManagedSseEnabled", "FALSE").status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "SqsManagedSseEnabled")).isEqualTo("false");
        assertThat(set("SqsManagedSseEnabled", "True").status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "SqsManagedSseEnabled")).isEqualTo("true");
        assertThat(set("SqsManagedSseEnabled", "yes").fault())
                .isEqualTo("400 InvalidAttributeValue: Invalid value for the parameter SqsManagedSseEnabled.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nope",
                "visibilityTimeout",
                "All",
                "QueueArn",
                "CreatedTimestamp",
                "LastModifiedTimestamp",
                "ApproximateNumberOfMessages",
                "ApproximateNumberOfMessagesNotVisible",
                "ApproximateNumberOfMessagesDelayed",
                "FifoQueue",
                "ContentBasedDeduplication"
            })
    void whatCannotBeSetIsUnknown(String name) {
        sqs.queue("q");
        String fault = "400 InvalidAttributeName: Unknown Attribute " + name + ".";

        assertThat(set(name, "false").fault()).isEqualTo(fault);
        assertThat(sqs.json("CreateQueue", "{'QueueName':'r','Attributes':{'" + name + "':'false'}}")
                        .fault())
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({"DeduplicationScope, queue", "FifoThroughputLimit, perQueue"})
    void whatIsOnlyForFifoQueuesSaysSo(String name, String value) {
        sqs.queue("q");

        assertThat(set(name, value).fault())
                .isEqualTo("400 InvalidAttributeName: The attribute " + name
                        + " can be given only when FifoQueue is true.");
    }

    @Test
    void allValuesAreCheckedBeforeAnyIsApplied() {
        sqs.queue("q");

        assertThat(sqs.json(
                                "SetQueueAttributes",
                                "{'QueueUrl':'q','Attributes':{'DelaySeconds':'5','VisibilityTimeout':'x'}}")
                        .status())
                .isEqualTo(400);
        assertThat(sqs.attribute("q", "DelaySeconds")).isEqualTo("0");
    }

    @Test
    void whatIsNotMentionedStays() {
        sqs.queue("q", "{'DelaySeconds':'5'}");
        sqs.shards.passSeconds(10);

        set("VisibilityTimeout", "7");

        assertThat(sqs.attribute("q", "DelaySeconds")).isEqualTo("5");
        assertThat(sqs.attribute("q", "VisibilityTimeout")).isEqualTo("7");
        assertThat(sqs.attribute("q", "LastModifiedTimestamp")).isEqualTo("" + sqs.shards.now() / 1000);
        assertThat(sqs.attribute("q", "CreatedTimestamp")).isEqualTo("" + (sqs.shards.now() / 1000 - 10));
    }

    @Test
    void settingNothingLacksAParameter() {
        sqs.queue("q");

        assertThat(sqs.json("SetQueueAttributes", "{'QueueUrl':'q'}").fault())
                .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                        + " parameter Attribute.Name.");
    }

    // Policies

    @Test
    void aPolicyReadsBackAsItWasWrittenAndEmptyRemovesIt() {
        String policy = "{ \\'Version\\': \\'2008-10-17\\', \\'Statement\\': [] }";
        sqs.queue("q");

        assertThat(set("Policy", policy).status()).isEqualTo(200);
        assertThat(sqs.attribute("q", "Policy")).isEqualTo("{ \"Version\": \"2008-10-17\", \"Statement\": [] }");
        assertThat(set("Policy", "").status()).isEqualTo(200);
        assertThat(read("'Policy'")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "[]", "7", "{", "{} {}", "{\\'a\\':}", "{a:1}", "null"})
    void aPolicyMustBeAJsonObject(String policy) {
        sqs.queue("q");

        assertThat(set("Policy", policy).fault())
                .isEqualTo("400 InvalidAttributeValue: Invalid value for the parameter Policy.");
    }

    @Test
    void aPolicyIsAtMost8192BytesLong() {
        sqs.queue("q");

        String start = "{\\'Statement\\':[],\\'Id\\':\\'";
        int room = 8192 - "{'Statement':[],'Id':''}".length();

        assertThat(set("Policy", start + "x".repeat(room) + "\\'}").status()).isEqualTo(200);
        assertThat(set("Policy", start + "x".repeat(room + 1) + "\\'}").fault())
                .startsWith("400 InvalidAttributeValue: Invalid value for the parameter Policy. Reason: ");
    }

    // Encryption: the rows of the table in section 4.3 of the specification

    @Test
    void aKmsKeyTurnsManagedEncryptionOffAndShowsItsReusePeriod() {
        sqs.queue("q");

        set("KmsMasterKeyId", "alias/aws/sqs");
        assertThat(encryption())
                .isEqualTo(Map.of(
                        "KmsMasterKeyId",
                        "alias/aws/sqs",
                        "KmsDataKeyReusePeriodSeconds",
                        "300",
                        "SqsManagedSseEnabled",
                        "false"));

        set("KmsDataKeyReusePeriodSeconds", "60");
        assertThat(sqs.attribute("q", "KmsDataKeyReusePeriodSeconds")).isEqualTo("60");
    }

    @Test
    void managedEncryptionRemovesTheKmsKey() {
        sqs.queue("q", "{'KmsMasterKeyId':'k','KmsDataKeyReusePeriodSeconds':'600'}");

        set("SqsManagedSseEnabled", "true");
        assertThat(encryption()).isEqualTo(Map.of("SqsManagedSseEnabled", "true"));

        set("KmsMasterKeyId", "k");
        assertThat(sqs.attribute("q", "KmsDataKeyReusePeriodSeconds"))
                .as("the old period is forgotten")
                .isEqualTo("300");
    }

    @Test
    void removingTheKmsKeyLeavesManagedEncryptionOff() {
        sqs.queue("q", "{'KmsMasterKeyId':'k'}");

        assertThat(sqs.json(
                                "SetQueueAttributes",
                                "{'QueueUrl':'q','Attributes':{'KmsMasterKeyId':'',"
                                        + "'KmsDataKeyReusePeriodSeconds':'300'}}")
                        .status())
                .isEqualTo(200);
        assertThat(encryption()).isEqualTo(Map.of("SqsManagedSseEnabled", "false"));
    }

    @Test
    void bothKindsOfEncryptionTogetherAreRefused() {
        sqs.queue("q");

        assertThat(sqs.json(
                                "SetQueueAttributes",
                                "{'QueueUrl':'q','Attributes':{'KmsMasterKeyId':'k','SqsManagedSseEnabled':'true'}}")
                        .fault())
                .startsWith("400 InvalidAttributeName: Only one of");
    }

    @Test
    void aReusePeriodWithoutAKeyIsTakenAndNotShown() {
        sqs.queue("q");

        assertThat(set("KmsDataKeyReusePeriodSeconds", "600").status()).isEqualTo(200);
        assertThat(encryption()).isEqualTo(Map.of("SqsManagedSseEnabled", "true"));
        assertThat(sqs.json("CreateQueue", "{'QueueName':'q','Attributes':{'KmsDataKeyReusePeriodSeconds':'300'}}")
                        .status())
                .isEqualTo(200);
        assertThat(set("KmsDataKeyReusePeriodSeconds", "59").fault()).startsWith("400 InvalidAttributeValue: ");
    }

    @Test
    void anAttributeCanBeSetInTheQueryProtocolWithOrWithoutANumber() {
        sqs.queue("q");

        sqs.query("Action=SetQueueAttributes&QueueUrl=q&Attribute.Name=DelaySeconds&Attribute.Value=3");
        sqs.query("Action=SetQueueAttributes&QueueUrl=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=4");

        assertThat(sqs.query("Action=GetQueueAttributes&QueueUrl=q&AttributeName.1=DelaySeconds"
                                + "&AttributeName.2=VisibilityTimeout")
                        .body())
                .contains("<Attribute><Name>DelaySeconds</Name><Value>3</Value></Attribute>")
                .contains("<Attribute><Name>VisibilityTimeout</Name><Value>4</Value></Attribute>");
        assertThat(sqs.query("Action=GetQueueAttributes&QueueUrl=q&AttributeName=All")
                        .body())
                .contains("<Name>QueueArn</Name>");
    }

    private Answered set(String name, String value) {
        return sqs.json("SetQueueAttributes", "{'QueueUrl':'q','Attributes':{'" + name + "':'" + value + "'}}");
    }

    private @Nullable Object read(String names) {
        return sqs.json("GetQueueAttributes", "{'QueueUrl':'q','AttributeNames':[" + names + "]}")
                .at("Attributes");
    }

    private @Nullable Object encryption() {
        return read("'KmsMasterKeyId','KmsDataKeyReusePeriodSeconds','SqsManagedSseEnabled'");
    }
}
