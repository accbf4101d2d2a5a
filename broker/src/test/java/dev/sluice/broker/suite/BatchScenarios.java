package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Up to ten operations in one request, each with its own outcome. */
interface BatchScenarios extends Scenarios {

    @Test
    default void batchOfTenIsSentAndAnsweredEntryByEntry() {
        TestQueue queue = newQueue();
        Members[] entries = IntStream.range(0, 10)
                .mapToObj(i -> TestQueue.entry("id-" + i, "body " + i))
                .toArray(Members[]::new);

        Members answer = queue.sendBatch(entries);

        assertThat(answer.has("Failed")).isFalse();
        assertThat(ids(answer.list("Successful")))
                .containsExactly(IntStream.range(0, 10).mapToObj(i -> "id-" + i).toArray(String[]::new));
        assertThat(answer.list("Successful").get(0).names())
                .containsExactlyInAnyOrder("Id", "MessageId", "MD5OfMessageBody");
        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
                .containsExactly(
                        IntStream.range(0, 10).mapToObj(i -> "body " + i).toArray(String[]::new));
    }

    private static List<String> ids(List<Members> entries) {
        return entries.stream().map(entry -> entry.text("Id")).toList();
    }

    @Test
    default void entriesCarryTheirOwnAttributesAndDelay() {
        TestQueue queue = newQueue("DelaySeconds", "900");

        Members answer = queue.sendBatch(
                TestQueue.entry("now", "a", "DelaySeconds", 0),
                TestQueue.entry("later", "b"),
                TestQueue.entry(
                        "attribute",
                        "c",
                        "DelaySeconds",
                        0,
                        "MessageAttributes",
                        Members.of("Hello", MessageAttributeScenarios.string("There"))));

        assertThat(answer.list("Successful").get(0).has("MD5OfMessageAttributes"))
                .isFalse();
        assertThat(answer.list("Successful").get(2).text("MD5OfMessageAttributes"))
                .isEqualTo("a311262e065454b75da111d535b8dacd");
        queue.assertCounts(2, 0, 1);
    }

    @Test
    default void badEntriesFailAloneAndTheOthersAreSent() {
        TestQueue queue = newQueue("MaximumMessageSize", "1024");

        Members answer = queue.sendBatch(
                TestQueue.entry("large", "x".repeat(1025)),
                TestQueue.entry("fits", "x".repeat(1024)),
                TestQueue.entry("forbidden", "\u0000"),
                TestQueue.entry("delay", "a", "DelaySeconds", 901),
                TestQueue.entry(
                        "attribute",
                        "a",
                        "MessageAttributes",
                        Members.of("x", MessageAttributeScenarios.typed("Number", "three"))),
                TestQueue.entry("empty", ""),
                TestQueue.entry("last", "b"));

        assertThat(ids(answer.list("Successful"))).containsExactly("fits", "last");
        assertThat(answer.list("Failed").stream().map(entry -> entry.text("Id") + " " + entry.text("Code")))
                .containsExactly(
                        "large InvalidParameterValue",
                        "forbidden InvalidMessageContents",
                        "delay InvalidParameterValue",
                        "attribute InvalidParameterValue",
                        "empty MissingParameter");
        assertThat(answer.list("Failed")).allSatisfy(entry -> {
            assertThat(entry.text("SenderFault")).isEqualTo("true");
            assertThat(entry.text("Message")).isNotEmpty();
        });
        queue.assertCounts(2, 0, 0);
    }

    @Test
    default void batchWhoseEntriesAllFailHasNoSuccessfulMember() {
        TestQueue queue = newQueue();

        Members answer = queue.sendBatch(TestQueue.entry("a", "\uffff"));

        assertThat(answer.has("Successful")).isFalse();
        assertThat(ids(answer.list("Failed"))).containsExactly("a");
    }

    @Test
    default void emptyBatchIsRefused() {
        TestQueue queue = newQueue();

        for (String action : List.of("SendMessageBatch", "DeleteMessageBatch", "ChangeMessageVisibilityBatch")) {
            ErrorTable.EMPTY_BATCH_REQUEST.answers(() -> queue.call(action, "Entries", List.of()));
        }
    }

    @Test
    default void batchOfElevenIsRefused() {
        TestQueue queue = newQueue();
        Members[] entries = IntStream.range(0, 11)
                .mapToObj(i -> TestQueue.entry("" + i, "a"))
                .toArray(Members[]::new);

        ErrorTable.TOO_MANY_ENTRIES.answers(
                () -> queue.sendBatch(entries), "Maximum number of entries per request are 10. You have sent 11.");
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void repeatedIdIsRefused() {
        TestQueue queue = newQueue();

        ErrorTable.ENTRY_IDS_NOT_DISTINCT.answers(
                () -> queue.sendBatch(TestQueue.entry("same", "a"), TestQueue.entry("same", "b")), "Id same repeated.");
        queue.assertCounts(0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a:b",
                "ü",
                "a b",
                "123456789012345678901234567890123456789012345678901234567890123456789012345678901"
            })
    default void badIdIsRefused(String id) {
        TestQueue queue = newQueue();

        ErrorTable.INVALID_BATCH_ENTRY_ID.answers(
                () -> queue.sendBatch(TestQueue.entry("good", "a"), TestQueue.entry(id, "b")));
        queue.assertCounts(0, 0, 0);
    }

    @Test
    default void batchTotalIsLimitedToOneMebibyteWhateverTheQueuesLimit() {
        TestQueue queue = newQueue();
        String half = "x".repeat(1 << 19);

        assertThat(queue.sendBatch(TestQueue.entry("a", half), TestQueue.entry("b", half))
                        .list("Successful"))
                .hasSize(2);

        ErrorTable.BATCH_REQUEST_TOO_LONG.answers(
                () -> queue.sendBatch(TestQueue.entry("a", half), TestQueue.entry("b", half + "x")),
                "Batch requests cannot be longer than 1048576 bytes. You have sent 1048577 bytes.");
        ErrorTable.BATCH_REQUEST_TOO_LONG.answers(
                () -> queue.sendBatch(TestQueue.entry("a", half + half + "x")), "You have sent 1048577 bytes.");
        queue.assertCounts(2, 0, 0);
    }

    @Test
    default void missingQueueWinsOverABadBatch() {
        TestQueue gone = newQueue();
        gone.delete();

        ErrorTable.QUEUE_DOES_NOT_EXIST.answers(() -> gone.call("SendMessageBatch", "Entries", List.of()));
    }

    @Test
    default void deleteBatchReportsBadHandlesAndDeletesTheRest() {
        TestQueue queue = newQueue();
        queue.send("a");
        queue.send("b");
        List<Members> messages = queue.receive("MaxNumberOfMessages", 10);
        String a = messages.get(0).text("ReceiptHandle");
        String b = messages.get(1).text("ReceiptHandle");

        Members answer = queue.call(
                "DeleteMessageBatch",
                "Entries",
                List.of(handle("a", a), handle("nonsense", "nonsense"), handle("b", b), handle("b-again", b)));

        assertThat(ids(answer.list("Successful"))).containsExactly("a", "b", "b-again");
        assertThat(ids(answer.list("Failed"))).containsExactly("nonsense");
        assertThat(answer.list("Failed").get(0).text("Code")).isEqualTo("ReceiptHandleIsInvalid");
        assertThat(answer.list("Failed").get(0).text("SenderFault")).isEqualTo("true");
        queue.assertCounts(0, 0, 0);
    }

    private static Members handle(String id, String handle, Object... members) {
        return Members.of("Id", id, "ReceiptHandle", handle).with(members);
    }

    @Test
    default void visibilityBatchReportsBadEntriesAndChangesTheRest() {
        TestQueue queue = newQueue();
        for (String body : List.of("a", "b", "c")) queue.send(body);
        List<Members> messages = queue.receive("MaxNumberOfMessages", 10);
        List<String> handles =
                messages.stream().map(message -> message.text("ReceiptHandle")).toList();
        queue.delete(handles.get(2));

        Members answer = queue.call(
                "ChangeMessageVisibilityBatch",
                "Entries",
                List.of(
                        handle("visible", handles.get(0), "VisibilityTimeout", 0),
                        handle("range", handles.get(1), "VisibilityTimeout", 43201),
                        handle("nonsense", "nonsense", "VisibilityTimeout", 0),
                        handle("deleted", handles.get(2), "VisibilityTimeout", 0)));

        assertThat(ids(answer.list("Successful"))).containsExactly("visible");
        assertThat(answer.list("Failed").stream().map(entry -> entry.text("Id") + " " + entry.text("Code")))
                .containsExactly(
                        "range InvalidParameterValue",
                        "nonsense ReceiptHandleIsInvalid",
                        "deleted InvalidParameterValue");
        queue.assertCounts(1, 1, 0);
    }
}
