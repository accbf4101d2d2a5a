package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Moving dead letters: what may be asked for, and what is answered. */
class MoveTasksTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:" + TestSqs.ACCOUNT + ":";
    private static final String INVALID = "400 InvalidParameterValueException/InvalidParameterValue: ";
    private static final String NOT_FOUND = "404 ResourceNotFoundException: ";

    private final TestSqs sqs = new TestSqs();

    @BeforeEach
    void queues() {
        sqs.queue("dead").queue("other").queue("idle");
        sqs.queue("q", "{'RedrivePolicy':'{\\'deadLetterTargetArn\\':\\'" + ARN + "dead\\',\\'maxReceiveCount\\':1}'}");
    }

    @Test
    void taskIsStartedWatchedAndCancelled() {
        for (int i = 0; i < 5; i++) sqs.send("dead", "a");
        long startedAt = sqs.shards.now();
        String handle = start("'DestinationArn':'ARNother','MaxNumberOfMessagesPerSecond':1");
        assertThat(new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8))
                .matches("\\{\"taskId\":\"[0-9a-f-]{36}\",\"sourceArn\":\"" + ARN + "dead\"}");

        sqs.shards.passSeconds(1);
        sqs.shards.passSeconds(1);

        assertThat(list("").body())
                .isEqualTo(given("{'Results':[{'TaskHandle':'" + handle + "','Status':'RUNNING','SourceArn':'ARNdead',"
                        + "'DestinationArn':'ARNother','MaxNumberOfMessagesPerSecond':1,"
                        + "'ApproximateNumberOfMessagesMoved':2,'ApproximateNumberOfMessagesToMove':5,"
                        + "'StartedTimestamp':" + startedAt + "}]}"));
        assertThat(cancel(handle).body()).isEqualTo("{\"ApproximateNumberOfMessagesMoved\":2}");
        assertThat(list("").body())
                .isEqualTo(given("{'Results':[{'Status':'CANCELLED','SourceArn':'ARNdead',"
                        + "'DestinationArn':'ARNother','MaxNumberOfMessagesPerSecond':1,"
                        + "'ApproximateNumberOfMessagesMoved':2,'ApproximateNumberOfMessagesToMove':5,"
                        + "'StartedTimestamp':" + startedAt + "}]}"));
        assertThat(cancel(handle).fault()).isEqualTo(INVALID + "Only active tasks can be cancelled.");
    }

    @Test
    void taskWithoutDestinationAndRateHasNeitherWhenItIsListed() {
        start("");
        sqs.shards.passSeconds(1);

        Answered listed = list("");
        assertThat(listed.text("Results", 0, "Status")).isEqualTo("COMPLETED");
        assertThat(listed.body()).doesNotContain("DestinationArn", "MaxNumber", "TaskHandle", "FailureReason");
    }

    @Test
    void failedTaskSaysWhy() {
        sqs.send("dead", "no dead letter");
        start("");
        sqs.shards.passSeconds(1);
        assertThat(list("").text("Results", 0, "FailureReason")).isEqualTo("CouldNotDetermineMessageSource");

        start("'DestinationArn':'ARNother'");
        sqs.json("DeleteQueue", "{'QueueUrl':'other'}");
        sqs.shards.passSeconds(1);

        Answered listed = list("'MaxResults':10");
        assertThat(listed.text("Results", 0, "FailureReason")).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(listed.text("Results", 0, "Status")).isEqualTo("FAILED");
        assertThat(listed.text("Results", 1, "FailureReason")).isEqualTo("CouldNotDetermineMessageSource");
    }

    @Test
    void withoutTasksTheListIsThereAndEmpty() {
        assertThat(list("").body()).isEqualTo("{\"Results\":[]}");
    }

    @Test
    void listHasTheLatestTaskUnlessMoreAreAskedFor() {
        for (int i = 0; i < 3; i++) {
            start("");
            sqs.shards.passSeconds(1);
        }

        assertThat(list("").at("Results")).asInstanceOf(LIST).hasSize(1);
        assertThat(list("'MaxResults':10").at("Results")).asInstanceOf(LIST).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'SourceArn':'ARNnone' | SourceArn",
                "'SourceArn':'ARNdead','DestinationArn':'ARNnone' | DestinationArn",
                "'SourceArn':'ARNdead','DestinationArn':'arn:aws:sqs:eu-west-1:123456789012:other' | DestinationArn"
            })
    void unknownQueuesAreNotFound(String members, String parameter) {
        assertThat(sqs.json("StartMessageMoveTask", members(members)).fault())
                .isEqualTo(NOT_FOUND + "The resource that you specified for the " + parameter
                        + " parameter doesn't exist.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'SourceArn':'ARNidle' | Source queue must be configured as a Dead Letter Queue.",
                "'SourceArn':'ARNdead','DestinationArn':'ARNdead' | Source queue and destination queue cannot be the"
                        + " same.",
                "'SourceArn':'dead' | Value dead for parameter SourceArn is invalid. Reason: It must be an ARN of the"
                        + " form arn:aws:sqs:region:account-id:queue-name.",
                "'SourceArn':'ARNdead','DestinationArn':'x' | Value x for parameter DestinationArn is invalid. Reason:"
                        + " It must be an ARN of the form arn:aws:sqs:region:account-id:queue-name.",
                "'SourceArn':'ARNdead','MaxNumberOfMessagesPerSecond':0 | Value 0 for parameter"
                        + " MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided.",
                "'SourceArn':'ARNdead','MaxNumberOfMessagesPerSecond':501 | Value 501 for parameter"
                        + " MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and 500, if provided."
            })
    void whatCannotBeStartedIsRefused(String members, String text) {
        assertThat(sqs.json("StartMessageMoveTask", members(members)).fault()).isEqualTo(INVALID + text);
    }

    @Test
    void secondTaskOfASourceIsRefusedWhileTheFirstRuns() {
        sqs.send("dead", "a").send("dead", "b");
        start("'DestinationArn':'ARNother','MaxNumberOfMessagesPerSecond':1");

        assertThat(sqs.json("StartMessageMoveTask", members("'SourceArn':'ARNdead'"))
                        .fault())
                .startsWith(INVALID + "There is already a task running.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"StartMessageMoveTask", "ListMessageMoveTasks"})
    void sourceIsRequired(String action) {
        assertThat(sqs.json(action, "{}").fault())
                .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                        + " parameter SourceArn.");
    }

    @Test
    void listIsRefusedForUnknownSourcesAndSizes() {
        assertThat(sqs.json("ListMessageMoveTasks", members("'SourceArn':'ARNnone'"))
                        .fault())
                .startsWith(NOT_FOUND);
        assertThat(list("'MaxResults':11").fault()).startsWith(INVALID);
        assertThat(list("'MaxResults':0").fault()).startsWith(INVALID);
    }

    @Test
    void handleThatIsNoneOrNamesNothingIsRefused() {
        String task = "00000000-0000-4000-8000-000000000000";
        assertThat(sqs.json("CancelMessageMoveTask", "{}").fault())
                .endsWith("The request must contain the parameter TaskHandle.");
        for (String handle : new String[] {
            "%",
            "x",
            base64("x"),
            base64("{}"),
            base64("{\"taskId\":\"1\",\"sourceArn\":\"" + ARN + "dead\"}"),
            base64("{\"taskId\":\"" + task + "\",\"sourceArn\":\"dead\"}")
        }) {
            assertThat(cancel(handle).fault()).isEqualTo(INVALID + "Value for parameter TaskHandle is invalid.");
        }
        assertThat(cancel(base64("{\"taskId\":\"" + task + "\",\"sourceArn\":\"" + ARN + "none\"}"))
                        .fault())
                .isEqualTo(NOT_FOUND + "The resource that you specified for the SourceArn parameter doesn't exist.");
        assertThat(cancel(base64("{\"taskId\":\"" + task + "\",\"sourceArn\":\"" + ARN + "dead\"}"))
                        .fault())
                .isEqualTo(NOT_FOUND + "Task does not exist.");
    }

    // Source queues

    @Test
    void sourceQueuesAreListedByNameInPages() {
        for (String name : new String[] {"c", "a", "b"}) {
            sqs.queue(
                    name,
                    "{'RedrivePolicy':'{\\'deadLetterTargetArn\\':\\'" + ARN + "dead\\',\\'maxReceiveCount\\':1}'}");
        }

        assertThat(sqs.json("ListDeadLetterSourceQueues", "{'QueueUrl':'dead'}").body())
                .isEqualTo(given("{'queueUrls':['URLa','URLb','URLc','URLq']}"));
        Answered first = sqs.json("ListDeadLetterSourceQueues", "{'QueueUrl':'dead','MaxResults':3}");
        assertThat(first.text("queueUrls", 2)).endsWith("/c");
        Answered second = sqs.json(
                "ListDeadLetterSourceQueues",
                "{'QueueUrl':'dead','MaxResults':3,'NextToken':'" + first.text("NextToken") + "'}");
        assertThat(second.body()).isEqualTo(given("{'queueUrls':['URLq']}"));
        assertThat(sqs.json(
                                "ListDeadLetterSourceQueues",
                                "{'QueueUrl':'other','MaxResults':3,'NextToken':'" + first.text("NextToken") + "'}")
                        .fault())
                .startsWith(INVALID);
    }

    @Test
    void queueWithoutSourcesHasNoList() {
        assertThat(sqs.json("ListDeadLetterSourceQueues", "{'QueueUrl':'idle'}").body())
                .isEqualTo("{}");
        assertThat(sqs.json("ListDeadLetterSourceQueues", "{'QueueUrl':'none'}").fault())
                .contains("QueueDoesNotExist");
        assertThat(sqs.json("ListDeadLetterSourceQueues", "{'QueueUrl':'idle','MaxResults':1001}")
                        .fault())
                .startsWith(INVALID);
    }

    private String start(String more) {
        Answered answered =
                sqs.json("StartMessageMoveTask", members("'SourceArn':'ARNdead'" + (more.isEmpty() ? "" : "," + more)));
        assertThat(answered.status()).isEqualTo(200);
        return answered.text("TaskHandle");
    }

    private Answered cancel(String handle) {
        return sqs.json("CancelMessageMoveTask", "{'TaskHandle':'" + handle + "'}");
    }

    private Answered list(String more) {
        return sqs.json("ListMessageMoveTasks", members("'SourceArn':'ARNdead'" + (more.isEmpty() ? "" : "," + more)));
    }

    private static String members(String members) {
        return "{" + members.replaceAll("ARN(?!:)(?=[a-z])", ARN) + "}";
    }

    private static String given(String json) {
        return json.replace('\'', '"')
                .replaceAll("ARN(?=[a-z])", ARN)
                .replace("URL", "http://localhost:9324/" + TestSqs.ACCOUNT + "/");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
