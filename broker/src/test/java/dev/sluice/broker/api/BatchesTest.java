package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of a batch as a whole, and of single entries. */
class BatchesTest {
    private static final String[] ACTIONS = {"SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch"};

    private final TestSqs sqs = new TestSqs().queue("q");

    // The batch as a whole

    @Test
    void aBatchWithoutEntriesLacksThem() {
        for (String action : ACTIONS) {
            assertThat(sqs.json(action, "{'QueueUrl':'q'}").fault())
                    .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                            + " parameter Entries.");
        }
    }

    @Test
    void anEmptyBatchIsRefused() {
        for (String action : ACTIONS) {
            assertThat(batch(action, "").fault())
                    .isEqualTo("400 EmptyBatchRequest/AWS.SimpleQueueService.EmptyBatchRequest: There should be at"
                            + " least one " + action + "RequestEntry in the request.");
        }
    }

    @Test
    void aBatchHasAtMostTenEntries() {
        for (String action : ACTIONS) {
            assertThat(batch(action, entries(action, 11)).fault())
                    .isEqualTo("400 TooManyEntriesInBatchRequest/AWS.SimpleQueueService.TooManyEntriesInBatchRequest:"
                            + " Maximum number of entries per request are 10. You have sent 11.");
            assertThat(batch(action, entries(action, 10)).status()).isEqualTo(200);
        }
    }

    @Test
    void theIdsOfABatchAreDistinct() {
        for (String action : ACTIONS) {
            assertThat(batch(action, entry(action, "a") + "," + entry(action, "b") + "," + entry(action, "a"))
                            .fault())
                    .isEqualTo("400 BatchEntryIdsNotDistinct/AWS.SimpleQueueService.BatchEntryIdsNotDistinct: Id a"
                            + " repeated.");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "ä", "a.b"})
    void anIdHasOnlyLettersDigitsHyphensAndUnderscores(String id) {
        for (String action : ACTIONS) {
            assertThat(batch(action, entry(action, "ok") + "," + entry(action, id))
                            .fault())
                    .startsWith("400 InvalidBatchEntryId/AWS.SimpleQueueService.InvalidBatchEntryId: ");
        }
    }

    @Test
    void anIdIsAtMost80LettersLong() {
        for (String action : ACTIONS) {
            assertThat(batch(action, entry(action, "a".repeat(80))).status()).isEqualTo(200);
            assertThat(batch(action, entry(action, "a".repeat(81))).fault()).startsWith("400 InvalidBatchEntryId/");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SendMessageBatch | {'MessageBody':'x'} | SendMessageBatchRequestEntry.2.Id",
                "SendMessageBatch | {'Id':'b'} | SendMessageBatchRequestEntry.2.MessageBody",
                "DeleteMessageBatch | {'Id':'b'} | DeleteMessageBatchRequestEntry.2.ReceiptHandle",
                "ChangeMessageVisibilityBatch | {'Id':'b','VisibilityTimeout':1}"
                        + " | ChangeMessageVisibilityBatchRequestEntry.2.ReceiptHandle",
                "ChangeMessageVisibilityBatch | {'Id':'b','ReceiptHandle':'x'}"
                        + " | ChangeMessageVisibilityBatchRequestEntry.2.VisibilityTimeout",
            })
    void anEntryThatLacksAMemberFailsTheBatchByItsPath(String action, String second, String path) {
        assertThat(batch(action, entry(action, "a") + "," + second).fault())
                .isEqualTo("400 MissingRequiredParameterException/MissingParameter: The request must contain the"
                        + " parameter " + path + ".");
    }

    @Test
    void aBatchIsAtMostAMebibyteWhateverItsQueueAllows() {
        String half = "x".repeat(1 << 19);

        assertThat(batch("SendMessageBatch", send("a", half) + "," + send("b", half))
                        .status())
                .isEqualTo(200);
        assertThat(batch("SendMessageBatch", send("a", half) + "," + send("b", half + "x"))
                        .fault())
                .isEqualTo("400 BatchRequestTooLong/AWS.SimpleQueueService.BatchRequestTooLong: Batch requests cannot"
                        + " be longer than 1048576 bytes. You have sent 1048577 bytes.");
        assertThat(batch("SendMessageBatch", send("a", half + half + "x")).fault())
                .endsWith("You have sent 1048577 bytes.");
    }

    @Test
    void theBatchLimitIsNotTheQueues() {
        sqs.queue("small", "{'MaximumMessageSize':'1024'}");

        Answered answered = sqs.json(
                "SendMessageBatch",
                "{'QueueUrl':'small','Entries':[" + send("a", "x".repeat(1024)) + "," + send("b", "x".repeat(1025))
                        + "," + send("c", "x".repeat(1024)) + "]}");

        assertThat(ids(answered, "Successful")).isEqualTo("a c");
        assertThat(answered.list("Failed")).hasSize(1);
        assertThat(answered.text("Failed", 0, "Message"))
                .isEqualTo("One or more parameters cannot be validated. Reason: Message must be shorter than 1024"
                        + " bytes.");
    }

    // Single entries

    @Test
    void everyEntryIsAnsweredUnderItsId() {
        Answered answered = batch("SendMessageBatch", send("a", "message") + "," + send("b", "test"));

        assertThat(answered.text("Successful", 0, "Id")).isEqualTo("a");
        assertThat(answered.text("Successful", 0, "MD5OfMessageBody")).isEqualTo("78e731027d8fd50ed642340b7c9a63b3");
        assertThat(answered.text("Successful", 1, "Id")).isEqualTo("b");
        assertThat(answered.text("Successful", 1, "MD5OfMessageBody")).isEqualTo("098f6bcd4621d373cade4e832627b4f6");
        assertThat(answered.at("Failed")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'MessageBody':'' | MissingParameter | The request must contain the parameter MessageBody.",
                "'MessageBody':'\\u0000' | InvalidMessageContents | ",
                "'MessageBody':'x','DelaySeconds':901 | InvalidParameterValue | Value 901 for parameter DelaySeconds",
                "'MessageBody':'x','MessageGroupId':'a b' | InvalidParameterValue | Value a b for parameter",
                "'MessageBody':'x','MessageDeduplicationId':'d' | InvalidParameterValue | Value d for parameter",
                "'MessageBody':'x','MessageAttributes':{'a':{'DataType':'x','StringValue':'v'}}"
                        + " | InvalidParameterValue | The message attribute 'a'",
                "'MessageBody':'x','MessageAttributes':{'a':{'DataType':'String','StringListValues':['v']}}"
                        + " | AWS.SimpleQueueService.UnsupportedOperation | Message attribute 'a'"
            })
    void anEntryAtFaultFailsAloneWithItsQueryCode(String members, String code, String words) {
        Answered answered = batch("SendMessageBatch", send("a", "x") + ",{'Id':'b'," + members + "}," + send("c", "x"));

        assertThat(ids(answered, "Successful")).isEqualTo("a c");
        assertThat(answered.text("Failed", 0, "Id")).isEqualTo("b");
        assertThat(answered.text("Failed", 0, "Code")).isEqualTo(code);
        assertThat(answered.at("Failed", 0, "SenderFault")).isEqualTo(true);
        assertThat(answered.text("Failed", 0, "Message")).startsWith(words == null ? "" : words);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("2");
    }

    @Test
    void whenAllEntriesFailThereIsNoListOfSuccesses() {
        Answered answered = batch("SendMessageBatch", send("a", "") + "," + send("b", ""));

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.at("Successful")).isNull();
        assertThat(ids(answered, "Failed")).isEqualTo("a b");
    }

    @Test
    void failedEntriesAreInXmlToo() {
        assertThat(sqs.query("Action=DeleteMessageBatch&QueueUrl=q&DeleteMessageBatchRequestEntry.1.Id=a"
                                + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=garbage")
                        .body())
                .contains("<DeleteMessageBatchResult><BatchResultErrorEntry><Id>a</Id>")
                .contains("<SenderFault>true</SenderFault>")
                .contains("<Code>ReceiptHandleIsInvalid</Code>")
                .contains("<Message>The input receipt handle &quot;garbage&quot; is not a valid receipt handle."
                        + "</Message>");
    }

    @Test
    void delaysAndAttributesOfEntriesCount() {
        Answered answered = batch(
                "SendMessageBatch",
                "{'Id':'a','MessageBody':'x','DelaySeconds':60},{'Id':'b','MessageBody':'x','MessageAttributes':"
                        + "{'Hello':{'DataType':'String','StringValue':'There'}}}");

        assertThat(answered.text("Successful", 1, "MD5OfMessageAttributes"))
                .isEqualTo("a311262e065454b75da111d535b8dacd");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesDelayed")).isEqualTo("1");
    }

    @Test
    void oneHandleUnderTwoIdsIsDeletedTwice() {
        sqs.send("q", "x");
        String handle = sqs.receive("q");

        Answered answered = batch("DeleteMessageBatch", delete("a", handle) + "," + delete("b", handle));

        assertThat(ids(answered, "Successful")).isEqualTo("a b");
        assertThat(answered.at("Failed")).isNull();
    }

    @Test
    void aHandleAtFaultFailsAlone() {
        sqs.send("q", "x");

        Answered answered = batch("DeleteMessageBatch", delete("a", "garbage") + "," + delete("b", sqs.receive("q")));

        assertThat(ids(answered, "Successful")).isEqualTo("b");
        assertThat(answered.text("Failed", 0, "Code")).isEqualTo("ReceiptHandleIsInvalid");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessagesNotVisible")).isEqualTo("0");
    }

    @Test
    void visibilityChangesFailAloneByRangeHandleAndState() {
        sqs.send("q", "x").send("q", "y");
        String deleted = sqs.receive("q");
        String held = sqs.receive("q");
        batch("DeleteMessageBatch", delete("a", deleted));

        Answered answered = batch(
                "ChangeMessageVisibilityBatch",
                change("range", held, "43201") + "," + change("garbage", "x", "1") + "," + change("gone", deleted, "1")
                        + "," + change("good", held, "0"));

        assertThat(ids(answered, "Successful")).isEqualTo("good");
        assertThat(ids(answered, "Failed")).isEqualTo("range garbage gone");
        assertThat(answered.text("Failed", 0, "Code")).isEqualTo("InvalidParameterValue");
        assertThat(answered.text("Failed", 1, "Code")).isEqualTo("ReceiptHandleIsInvalid");
        assertThat(answered.text("Failed", 2, "Code")).isEqualTo("InvalidParameterValue");
        assertThat(answered.text("Failed", 2, "Message"))
                .endsWith("Reason: Message does not exist or is not available for visibility timeout change.");
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    private Answered batch(String action, String entries) {
        return sqs.json(action, "{'QueueUrl':'q','Entries':[" + entries + "]}");
    }

    private static String entries(String action, int count) {
        return IntStream.range(0, count).mapToObj(i -> entry(action, "e" + i)).collect(Collectors.joining(","));
    }

    private static String entry(String action, String id) {
        return switch (action) {
            case "SendMessageBatch" -> send(id, "x");
            case "DeleteMessageBatch" -> delete(id, "x");
            default -> change(id, "x", "1");
        };
    }

    private static String send(String id, String body) {
        return "{'Id':'" + id + "','MessageBody':'" + body + "'}";
    }

    private static String delete(String id, String handle) {
        return "{'Id':'" + id + "','ReceiptHandle':'" + handle + "'}";
    }

    private static String change(String id, String handle, String seconds) {
        return "{'Id':'" + id + "','ReceiptHandle':'" + handle + "','VisibilityTimeout':" + seconds + "}";
    }

    private static String ids(Answered answered, String list) {
        return IntStream.range(0, answered.list(list).size())
                .mapToObj(i -> answered.text(list, i, "Id"))
                .collect(Collectors.joining(" "));
    }
}
