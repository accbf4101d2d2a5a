package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Making, finding, listing, emptying, tagging and deleting queues. */
class QueueActionsTest {
    private static final String NAME_RULE =
            "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.";

    private final TestSqs sqs = new TestSqs();

    // CreateQueue

    @Test
    void aNewQueueIsAnsweredWithItsUrl() {
        assertThat(sqs.json("CreateQueue", "{'QueueName':'q'}").body())
                .isEqualTo("{\"QueueUrl\":\"http://localhost:9324/" + ACCOUNT + "/q\"}");
    }

    @Test
    void createQueueOfAnExistingQueueWithoutAttributesIsItsUrl() {
        sqs.queue("q", "{'DelaySeconds':'5'}");

        assertThat(sqs.json("CreateQueue", "{'QueueName':'q'}").text("QueueUrl"))
                .endsWith("/q");
    }

    @Test
    void createQueueWithEqualAttributesIsItsUrl() {
        sqs.queue("q", "{'DelaySeconds':'5','SqsManagedSseEnabled':'false'}");

        assertThat(create("{'DelaySeconds':'05','SqsManagedSseEnabled':'FALSE'}")
                        .status())
                .isEqualTo(200);
        assertThat(create("{'VisibilityTimeout':'30'}").status())
                .as("the default, never set")
                .isEqualTo(200);
    }

    @Test
    void createQueueWithADifferentAttributeNamesTheFirst() {
        sqs.queue("q", "{'DelaySeconds':'5'}");

        assertThat(create("{'VisibilityTimeout':'30','DelaySeconds':'6','MaximumMessageSize':'1024'}")
                        .fault())
                .isEqualTo("400 QueueNameExists/QueueAlreadyExists: A queue already exists with the same name and a"
                        + " different value for attribute DelaySeconds");
    }

    @Test
    void createQueueComparesWithThePresentValuesNotTheFirst() {
        sqs.queue("q", "{'DelaySeconds':'5'}");
        sqs.json("SetQueueAttributes", "{'QueueUrl':'q','Attributes':{'DelaySeconds':'7'}}");

        assertThat(create("{'DelaySeconds':'7'}").status()).isEqualTo(200);
        assertThat(create("{'DelaySeconds':'5'}").status()).isEqualTo(400);
    }

    @Test
    void createQueueComparesPoliciesByMeaning() {
        sqs.queue(
                "q",
                "{'Policy':'{\\'Version\\':\\'2012-10-17\\',\\'Statement\\':[{\\'Effect\\':\\'Deny\\',\\'Principal\\':\\'*\\',\\'Action\\':\\'sqs:*\\'}]}'}");

        assertThat(create(
                                "{'Policy':'{\\'Statement\\': [ {\\'Principal\\':\\'*\\',\\'Effect\\':\\'Deny\\',\\'Action\\':\\'sqs:*\\'} ], \\'Version\\':\\'2012-10-17\\'}'}")
                        .status())
                .isEqualTo(200);
        assertThat(create("{'Policy':'{\\'Statement\\':[]}'}").fault()).endsWith("for attribute Policy");
        assertThat(create("{'Policy':''}").status())
                .as("empty counts as not given")
                .isEqualTo(200);
    }

    @Test
    void createQueueLeavesTheTagsOfAnExistingQueueAlone() {
        sqs.json("CreateQueue", "{'QueueName':'q','tags':{'a':'1'}}");

        assertThat(sqs.json("CreateQueue", "{'QueueName':'q','tags':{'b':'2'}}").status())
                .isEqualTo(200);
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags")).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void theSameNameInAnotherRegionOrAccountIsAnotherQueue() {
        sqs.queue("q", "{'DelaySeconds':'5'}");

        sqs.signedBy(ACCOUNT, "eu-west-1");
        assertThat(sqs.json("GetQueueUrl", "{'QueueName':'q'}").fault()).contains("QueueDoesNotExist");
        assertThat(create("{'DelaySeconds':'6'}").status()).isEqualTo(200);
        sqs.signedBy("210987654321", "us-east-1");
        assertThat(create("{'DelaySeconds':'7'}").text("QueueUrl")).endsWith("/210987654321/q");
    }

    @Test
    void aNameOf80CharactersIsTheLongest() {
        String longest = "a".repeat(80);

        assertThat(sqs.json("CreateQueue", "{'QueueName':'" + longest + "'}").text("QueueUrl"))
                .endsWith("/" + longest);
        assertThat(sqs.json("CreateQueue", "{'QueueName':'" + longest + "a'}").fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: Value " + longest
                        + "a for parameter QueueName is invalid. Reason: " + NAME_RULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a.b", "a b", "a:b", "ä", "q.fifo", ".fifo"})
    void aStandardQueueHasNoOtherCharactersInItsName(String name) {
        assertThat(sqs.json("CreateQueue", "{'QueueName':'" + name + "'}").fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: Value " + name
                        + " for parameter QueueName is invalid. Reason: " + NAME_RULE);
    }

    @Test
    void aQueueNeedsAName() {
        String fault = "Value  for parameter QueueName is invalid. Reason: Must specify a queue name.";

        assertThat(sqs.json("CreateQueue", "{}").fault()).endsWith(fault);
        assertThat(sqs.json("CreateQueue", "{'QueueName':''}").fault()).endsWith(fault);
        assertThat(sqs.query("Action=CreateQueue").fault()).isEqualTo("400 InvalidParameterValue: " + fault);
        assertThat(sqs.json("GetQueueUrl", "{}").fault()).endsWith(fault);
    }

    @Test
    void aFifoQueuesThroughputLimitByGroupNeedsDeduplicationByGroup() {
        assertThat(sqs.json(
                                "CreateQueue",
                                "{'QueueName':'q.fifo','Attributes':{'FifoQueue':'true',"
                                        + "'FifoThroughputLimit':'perMessageGroupId'}}")
                        .fault())
                .contains("InvalidParameterValue")
                .contains("DeduplicationScope");
    }

    // GetQueueUrl

    @Test
    void getQueueUrlFindsAQueueByName() {
        sqs.queue("q");

        assertThat(sqs.json("GetQueueUrl", "{'QueueName':'q'}").text("QueueUrl"))
                .isEqualTo("http://localhost:9324/" + ACCOUNT + "/q");
        assertThat(sqs.json("GetQueueUrl", "{'QueueName':'Q'}").fault())
                .isEqualTo("400 QueueDoesNotExist/AWS.SimpleQueueService.NonExistentQueue: The specified queue does not"
                        + " exist.");
    }

    @Test
    void getQueueUrlFindsAQueueOfAnotherAccount() {
        sqs.queue("q").signedBy("210987654321", "us-east-1");

        assertThat(sqs.json("GetQueueUrl", "{'QueueName':'q','QueueOwnerAWSAccountId':'" + ACCOUNT + "'}")
                        .text("QueueUrl"))
                .endsWith("/" + ACCOUNT + "/q");
        assertThat(sqs.json("GetQueueUrl", "{'QueueName':'q'}").status()).isEqualTo(400);
    }

    // ListQueues

    @Test
    void listQueuesIsInOrderOfNamesAndOnlyTheCallersOwn() {
        sqs.queue("b")
                .queue("a")
                .signedBy(ACCOUNT, "eu-west-1")
                .queue("elsewhere")
                .signedBy(ACCOUNT, "us-east-1");

        assertThat(names(sqs.json("ListQueues", "{}"))).containsExactly("a", "b");
    }

    @Test
    void listQueuesTakesAPrefix() {
        sqs.queue("ab").queue("a").queue("b").queue("A");

        assertThat(names(sqs.json("ListQueues", "{'QueueNamePrefix':'a'}"))).containsExactly("a", "ab");
        assertThat(names(sqs.json("ListQueues", "{'QueueNamePrefix':''}"))).hasSize(4);
    }

    @Test
    void listQueuesGoesOnPageByPage() {
        sqs.queue("a").queue("b").queue("c");

        Answered first = sqs.json("ListQueues", "{'MaxResults':2}");
        Answered second = sqs.json("ListQueues", "{'MaxResults':2,'NextToken':'" + first.text("NextToken") + "'}");

        assertThat(names(first)).containsExactly("a", "b");
        assertThat(names(second)).containsExactly("c");
        assertThat(second.at("NextToken")).isNull();
    }

    @Test
    void listQueuesHasNoTokenWithoutAPageSizeOrAfterTheLastPage() {
        sqs.queue("a").queue("b");

        assertThat(sqs.json("ListQueues", "{}").at("NextToken")).isNull();
        assertThat(sqs.json("ListQueues", "{'MaxResults':2}").at("NextToken")).isNull();
    }

    @Test
    void aTokenIsGoodOnlyForTheListingItWasGivenFor() {
        sqs.queue("a1").queue("a2").queue("a3");
        String token =
                sqs.json("ListQueues", "{'MaxResults':1,'QueueNamePrefix':'a'}").text("NextToken");

        for (String other : List.of("{'NextToken':'" + token + "'}", "{'NextToken':'x'}", "{'NextToken':'AAAA'}")) {
            assertThat(sqs.json("ListQueues", other).fault())
                    .startsWith("400 InvalidParameterValueException/InvalidParameterValue: Invalid or expired");
        }
        sqs.signedBy(ACCOUNT, "eu-west-1");
        assertThat(sqs.json("ListQueues", "{'QueueNamePrefix':'a','NextToken':'" + token + "'}")
                        .status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void aPageHas1To1000Queues(int size) {
        assertThat(sqs.json("ListQueues", "{'MaxResults':" + size + "}").fault())
                .isEqualTo("400 InvalidParameterValueException/InvalidParameterValue: Value " + size
                        + " for parameter MaxResults is invalid. Reason: Must be between 1 and 1000, if provided.");
    }

    // DeleteQueue, PurgeQueue

    @Test
    void aDeletedQueueDoesNotExist() {
        sqs.queue("q");

        assertThat(sqs.json("DeleteQueue", "{'QueueUrl':'q'}").fault()).isEqualTo("ok ");
        assertThat(sqs.json("DeleteQueue", "{'QueueUrl':'q'}").fault()).contains("QueueDoesNotExist");
        assertThat(sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").fault())
                .contains("QueueDoesNotExist");
    }

    @Test
    void purgeRemovesAvailableDelayedAndInFlightMessages() {
        sqs.queue("q").send("q", "received").send("q", "available");
        sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'delayed','DelaySeconds':60}");
        sqs.receive("q");

        assertThat(sqs.json("PurgeQueue", "{'QueueUrl':'q'}").status()).isEqualTo(200);

        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("0");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesDelayed")).isEqualTo("0");
    }

    // Tags

    @Test
    void tagsAreMergedOverwrittenAndTakenOff() {
        sqs.json("CreateQueue", "{'QueueName':'q','tags':{'a':'1','A':'2'}}");

        sqs.json("TagQueue", "{'QueueUrl':'q','Tags':{'a':'new','empty':''}}");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags"))
                .isEqualTo(Map.of("a", "new", "A", "2", "empty", ""));

        sqs.json("UntagQueue", "{'QueueUrl':'q','TagKeys':['a','unknown']}");
        assertThat(sqs.json("ListQueueTags", "{'QueueUrl':'q'}").at("Tags")).isEqualTo(Map.of("A", "2", "empty", ""));
    }

    @Test
    void taggingWithNothingLacksAParameter() {
        sqs.queue("q");

        assertThat(sqs.json("TagQueue", "{'QueueUrl':'q','Tags':{}}").fault())
                .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                        + " parameter Tags.");
        assertThat(sqs.json("UntagQueue", "{'QueueUrl':'q'}").fault())
                .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                        + " parameter TagKeys.");
    }

    @Test
    void aQueueHasAtMost50Tags() {
        sqs.queue("q");
        String fifty = "{" + "'k0':''" + tags(1, 50) + "}";

        assertThat(sqs.json("TagQueue", "{'QueueUrl':'q','Tags':" + fifty + "}").status())
                .isEqualTo(200);
        assertThat(sqs.json("TagQueue", "{'QueueUrl':'q','Tags':{'k51':''}}").fault())
                .startsWith(
                        "400 InvalidParameterValueException/InvalidParameterValue: Too many tags added for queue q");
        assertThat(sqs.json("CreateQueue", "{'QueueName':'r','tags':{'k0':''" + tags(1, 51) + "}}")
                        .fault())
                .contains("Too many tags added for queue r");
    }

    @ParameterizedTest
    @CsvSource({
        "'', v, between 1 and 128 characters",
        "aws:x, v, must not start with aws:",
        "AWS:x, v, must not start with aws:",
        "a#b, v, may contain only",
        "a, v*, may contain only"
    })
    void tagsThatBreakARuleAreRefused(String key, String value, String words) {
        sqs.queue("q");

        String fault = sqs.json("TagQueue", "{'QueueUrl':'q','Tags':{'" + key + "':'" + value + "'}}")
                .fault();
        assertThat(fault)
                .startsWith("400 InvalidParameterValueException/InvalidParameterValue: ")
                .contains(words);
    }

    @Test
    void tagsAreMeasuredInCharacters() {
        sqs.queue("q");

        assertThat(tag("é".repeat(128), "ß".repeat(256)).status()).isEqualTo(200);
        assertThat(tag("é".repeat(129), "").fault()).contains("between 1 and 128");
        assertThat(tag("k", "ß".repeat(257)).fault()).contains("between 0 and 256");
        assertThat(tag("A-z 0_.:/=+-@", "ok").status()).isEqualTo(200);
    }

    // An unknown queue

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "DeleteQueue | {'QueueUrl':'nope'}",
                "PurgeQueue | {'QueueUrl':'nope'}",
                "GetQueueAttributes | {'QueueUrl':'nope','AttributeNames':['Wrong']}",
                "SetQueueAttributes | {'QueueUrl':'nope'}",
                "SetQueueAttributes | {'QueueUrl':'nope','Attributes':{'DelaySeconds':'wrong'}}",
                "TagQueue | {'QueueUrl':'nope'}",
                "UntagQueue | {'QueueUrl':'nope'}",
                "AddPermission | {'QueueUrl':'nope'}",
                "RemovePermission | {'QueueUrl':'nope'}",
                "RemovePermission | {'QueueUrl':'nope','Label':'l'}",
                "ListQueueTags | {'QueueUrl':'nope'}",
                "SendMessage | {'QueueUrl':'nope'}",
                "SendMessageBatch | {'QueueUrl':'nope'}",
                "SendMessageBatch | {'QueueUrl':'nope','Entries':[]}",
                "SendMessageBatch | {'QueueUrl':'nope','Entries':[{'Id':'a','MessageBody':''}]}",
                "ReceiveMessage | {'QueueUrl':'nope','MaxNumberOfMessages':11}",
                "DeleteMessage | {'QueueUrl':'nope','ReceiptHandle':'garbage'}",
                "DeleteMessage | {'QueueUrl':'nope'}",
                "DeleteMessageBatch | {'QueueUrl':'nope','Entries':[{'Id':'a','ReceiptHandle':'garbage'}]}",
                "ChangeMessageVisibility | {'QueueUrl':'nope','ReceiptHandle':'garbage','VisibilityTimeout':1}",
                "ChangeMessageVisibilityBatch | {'QueueUrl':'nope','Entries':[{'Id':'!'}]}",
            })
    void anUnknownQueueComesBeforeAnyOtherFault(String action, String json) {
        assertThat(sqs.json(action, json).fault())
                .isEqualTo("400 QueueDoesNotExist/AWS.SimpleQueueService.NonExistentQueue: The specified queue does not"
                        + " exist.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DeleteQueue", "ReceiveMessage", "SendMessage", "GetQueueAttributes", "TagQueue"})
    void withoutAQueueUrlThereIsNoSuchQueue(String action) {
        assertThat(sqs.json(action, "{}").fault()).contains("400 QueueDoesNotExist/");
        assertThat(sqs.json(action, "{'QueueUrl':''}").fault()).contains("400 QueueDoesNotExist/");
        assertThat(sqs.query("Action=" + action).fault())
                .isEqualTo("400 AWS.SimpleQueueService.NonExistentQueue: The specified queue does not exist for this"
                        + " wsdl version.");
    }

    private Answered create(String attributes) {
        return sqs.json("CreateQueue", "{'QueueName':'q','Attributes':" + attributes + "}");
    }

    private Answered tag(String key, String value) {
        return sqs.json("TagQueue", "{'QueueUrl':'q','Tags':{'" + key + "':'" + value + "'}}");
    }

    private static String tags(int from, int to) {
        var tags = new StringBuilder();
        for (int i = from; i < to; i++) tags.append(",'k").append(i).append("':''");
        return tags.toString();
    }

    private static List<String> names(Answered answered) {
        return answered.list("QueueUrls").stream()
                .map(url -> url.toString().replaceFirst(".*/", ""))
                .toList();
    }
}
