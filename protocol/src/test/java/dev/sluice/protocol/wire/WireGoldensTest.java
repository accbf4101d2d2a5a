package dev.sluice.protocol.wire;

import static dev.sluice.protocol.sqs.Nothing.NOTHING;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.AddPermissionRequest;
import dev.sluice.protocol.sqs.BatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequestEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityRequest;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.DeleteMessageBatchResponse;
import dev.sluice.protocol.sqs.DeleteMessageRequest;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesResponse;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.sqs.GetQueueUrlResponse;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesRequest;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksRequest;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResultEntry;
import dev.sluice.protocol.sqs.ListQueueTagsRequest;
import dev.sluice.protocol.sqs.ListQueueTagsResponse;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.PurgeQueueRequest;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import dev.sluice.protocol.sqs.RemovePermissionRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageBatchResultEntry;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
import dev.sluice.protocol.sqs.SetQueueAttributesRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.TagQueueRequest;
import dev.sluice.protocol.sqs.UntagQueueRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operation as bytes, in {@code src/test/resources/wire}: a directory for each operation, and in it for each case
 * a request and a response in either protocol. A file ends with a line feed that is not part of it.
 */
class WireGoldensTest {

    private static final Path DIRECTORY = Path.of("src/test/resources/wire");
    private static final String REQUEST_ID = "6d1c7f6e-9f0a-5c0b-8d3e-2b6f4f8a1c55";

    private static final String URL = "http://127.0.0.1:9324/000000000000/q";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:dead";
    private static final String TASK = "eyJ0YXNrSWQiOiIifQ==";
    private static final String HANDLE = "AQEB+/z=";
    private static final String BODY = "héllo 😀\r\n\t\"<&>\\";
    private static final String ID = "e0a1f3b2-6c7d-4e8f-9a0b-1c2d3e4f5a6b";
    private static final String BODY_MD5 = "78e731027d8fd50ed642340b7c9a63b3";
    private static final String ATTRIBUTES_MD5 = "d838729972a4b70e2d2acd9d59ac847c";
    private static final String SYSTEM_MD5 = "5ae4d5d7636402d80f4eb6d213245a88";
    private static final String SEQUENCE = "18849496460467696128";

    private static final Map<String, MessageAttributeValue> ATTRIBUTES = ordered(
            "blob",
            new MessageAttributeValue("Binary.x", null, new byte[] {1, 2, 3}, false),
            "count",
            new MessageAttributeValue("Number", "3", null, false));
    private static final Map<String, MessageAttributeValue> TRACE = Map.of(
            "AWSTraceHeader",
            new MessageAttributeValue("String", "Root=1-5759e988-bd862e3fe1be46a994272793", null, false));
    private static final BatchResultErrorEntry REFUSED =
            new BatchResultErrorEntry("bad", true, "InvalidMessageContents", "no <such> character");

    private static final List<Golden<?, ?>> GOLDENS = List.of(
            new Golden<>(
                    SqsOperations.LIST_DEAD_LETTER_SOURCE_QUEUES,
                    "minimal",
                    new ListDeadLetterSourceQueuesRequest(URL, null, null),
                    new ListDeadLetterSourceQueuesResponse(List.of(), null)),
            new Golden<>(
                    SqsOperations.LIST_DEAD_LETTER_SOURCE_QUEUES,
                    "full",
                    new ListDeadLetterSourceQueuesRequest(URL, "dA==", 2),
                    new ListDeadLetterSourceQueuesResponse(List.of(URL, URL + "2"), "dB==")),
            new Golden<>(
                    SqsOperations.START_MESSAGE_MOVE_TASK,
                    "minimal",
                    new StartMessageMoveTaskRequest(ARN, null, null),
                    new StartMessageMoveTaskResponse(TASK)),
            new Golden<>(
                    SqsOperations.START_MESSAGE_MOVE_TASK,
                    "full",
                    new StartMessageMoveTaskRequest(ARN, ARN + "2", 500),
                    new StartMessageMoveTaskResponse(TASK)),
            new Golden<>(
                    SqsOperations.CANCEL_MESSAGE_MOVE_TASK,
                    "full",
                    new CancelMessageMoveTaskRequest(TASK),
                    new CancelMessageMoveTaskResponse(7L)),
            new Golden<>(
                    SqsOperations.LIST_MESSAGE_MOVE_TASKS,
                    "minimal",
                    new ListMessageMoveTasksRequest(ARN, null),
                    new ListMessageMoveTasksResponse(List.of())),
            new Golden<>(
                    SqsOperations.LIST_MESSAGE_MOVE_TASKS,
                    "full",
                    new ListMessageMoveTasksRequest(ARN, 10),
                    new ListMessageMoveTasksResponse(List.of(
                            new ListMessageMoveTasksResultEntry(
                                    TASK, "RUNNING", ARN, ARN + "2", 500, 7L, 1L << 40, null, 1_787_000_000_123L),
                            new ListMessageMoveTasksResultEntry(
                                    null,
                                    "FAILED",
                                    ARN,
                                    null,
                                    null,
                                    0L,
                                    3L,
                                    "AWS.SimpleQueueService.NonExistentQueue",
                                    1_787_000_000_000L)))),
            new Golden<>(
                    SqsOperations.CREATE_QUEUE,
                    "minimal",
                    new CreateQueueRequest("q", Map.of(), Map.of()),
                    new CreateQueueResponse(URL)),
            new Golden<>(
                    SqsOperations.CREATE_QUEUE,
                    "full",
                    new CreateQueueRequest(
                            "q",
                            ordered("DelaySeconds", "5", "Policy", "{\"Version\":\"2012-10-17\"}"),
                            ordered("team", "größer", "empty", "")),
                    new CreateQueueResponse(URL)),
            new Golden<>(SqsOperations.DELETE_QUEUE, "minimal", new DeleteQueueRequest(URL), NOTHING),
            new Golden<>(SqsOperations.PURGE_QUEUE, "minimal", new PurgeQueueRequest(URL), NOTHING),
            new Golden<>(
                    SqsOperations.GET_QUEUE_URL,
                    "minimal",
                    new GetQueueUrlRequest("q", null),
                    new GetQueueUrlResponse(URL)),
            new Golden<>(
                    SqsOperations.GET_QUEUE_URL,
                    "full",
                    new GetQueueUrlRequest("q", "000000000000"),
                    new GetQueueUrlResponse(URL)),
            new Golden<>(
                    SqsOperations.LIST_QUEUES,
                    "minimal",
                    new ListQueuesRequest(null, null, null),
                    new ListQueuesResponse(List.of(), null)),
            new Golden<>(
                    SqsOperations.LIST_QUEUES,
                    "full",
                    new ListQueuesRequest("q", "dA==", 2),
                    new ListQueuesResponse(List.of(URL, URL + "2"), "dB==")),
            new Golden<>(
                    SqsOperations.GET_QUEUE_ATTRIBUTES,
                    "minimal",
                    new GetQueueAttributesRequest(URL, List.of()),
                    new GetQueueAttributesResponse(Map.of())),
            new Golden<>(
                    SqsOperations.GET_QUEUE_ATTRIBUTES,
                    "full",
                    new GetQueueAttributesRequest(URL, List.of("QueueArn", "Policy")),
                    new GetQueueAttributesResponse(
                            ordered("QueueArn", "arn:aws:sqs:us-east-1:000000000000:q", "Policy", "{\"Id\":\"<a>\"}"))),
            new Golden<>(
                    SqsOperations.SET_QUEUE_ATTRIBUTES,
                    "full",
                    new SetQueueAttributesRequest(URL, ordered("VisibilityTimeout", "60", "Policy", "")),
                    NOTHING),
            new Golden<>(
                    SqsOperations.TAG_QUEUE, "full", new TagQueueRequest(URL, ordered("a", "1", "b", "x y")), NOTHING),
            new Golden<>(SqsOperations.UNTAG_QUEUE, "full", new UntagQueueRequest(URL, List.of("a", "b c")), NOTHING),
            new Golden<>(
                    SqsOperations.LIST_QUEUE_TAGS,
                    "minimal",
                    new ListQueueTagsRequest(URL),
                    new ListQueueTagsResponse(Map.of())),
            new Golden<>(
                    SqsOperations.LIST_QUEUE_TAGS,
                    "full",
                    new ListQueueTagsRequest(URL),
                    new ListQueueTagsResponse(ordered("a", "1", "b", ""))),
            new Golden<>(
                    SqsOperations.ADD_PERMISSION,
                    "full",
                    new AddPermissionRequest(
                            URL,
                            "a-label",
                            List.of("111122223333", "444455556666"),
                            List.of("SendMessage", "ReceiveMessage")),
                    NOTHING),
            new Golden<>(SqsOperations.REMOVE_PERMISSION, "full", new RemovePermissionRequest(URL, "a-label"), NOTHING),
            new Golden<>(
                    SqsOperations.SEND_MESSAGE,
                    "minimal",
                    new SendMessageRequest(URL, "message", null, Map.of(), Map.of(), null, null),
                    new SendMessageResponse(ID, BODY_MD5, null, null, null)),
            new Golden<>(
                    SqsOperations.SEND_MESSAGE,
                    "full",
                    new SendMessageRequest(URL, BODY, 5, ATTRIBUTES, TRACE, "d", "g"),
                    new SendMessageResponse(ID, BODY_MD5, ATTRIBUTES_MD5, SYSTEM_MD5, SEQUENCE)),
            new Golden<>(
                    SqsOperations.SEND_MESSAGE_BATCH,
                    "full",
                    new SendMessageBatchRequest(
                            URL,
                            List.of(
                                    new SendMessageBatchRequestEntry("a", BODY, 5, ATTRIBUTES, TRACE, "d", "g"),
                                    new SendMessageBatchRequestEntry(
                                            "bad", "b", null, Map.of(), Map.of(), null, null))),
                    new SendMessageBatchResponse(
                            List.of(new SendMessageBatchResultEntry(
                                    "a", ID, BODY_MD5, ATTRIBUTES_MD5, SYSTEM_MD5, SEQUENCE)),
                            List.of(REFUSED))),
            new Golden<>(
                    SqsOperations.SEND_MESSAGE_BATCH,
                    "all-good",
                    new SendMessageBatchRequest(
                            URL,
                            List.of(new SendMessageBatchRequestEntry(
                                    "a", "message", null, Map.of(), Map.of(), null, null))),
                    new SendMessageBatchResponse(
                            List.of(new SendMessageBatchResultEntry("a", ID, BODY_MD5, null, null, null)), List.of())),
            new Golden<>(
                    SqsOperations.SEND_MESSAGE_BATCH,
                    "all-failed",
                    new SendMessageBatchRequest(
                            URL,
                            List.of(new SendMessageBatchRequestEntry(
                                    "bad", "message", null, Map.of(), Map.of(), null, null))),
                    new SendMessageBatchResponse(
                            List.of(), List.of(new BatchResultErrorEntry("bad", false, "InternalError", null)))),
            new Golden<>(
                    SqsOperations.RECEIVE_MESSAGE,
                    "minimal",
                    new ReceiveMessageRequest(URL, List.of(), List.of(), List.of(), null, null, null, null),
                    new ReceiveMessageResponse(List.of())),
            new Golden<>(
                    SqsOperations.RECEIVE_MESSAGE,
                    "full",
                    new ReceiveMessageRequest(
                            URL, List.of("All"), List.of("SentTimestamp"), List.of("a", "b.*"), 10, 0, 20, "r"),
                    new ReceiveMessageResponse(List.of(
                            new ReceivedMessage(ID, HANDLE, BODY_MD5, "message", Map.of(), null, Map.of()),
                            new ReceivedMessage(
                                    ID,
                                    HANDLE,
                                    BODY_MD5,
                                    BODY,
                                    ordered("SenderId", "000000000000", "SentTimestamp", "1787000000000"),
                                    ATTRIBUTES_MD5,
                                    ATTRIBUTES)))),
            new Golden<>(SqsOperations.DELETE_MESSAGE, "full", new DeleteMessageRequest(URL, HANDLE), NOTHING),
            new Golden<>(
                    SqsOperations.DELETE_MESSAGE_BATCH,
                    "full",
                    new DeleteMessageBatchRequest(
                            URL,
                            List.of(
                                    new DeleteMessageBatchRequestEntry("a", HANDLE),
                                    new DeleteMessageBatchRequestEntry("bad", null))),
                    new DeleteMessageBatchResponse(List.of(new BatchResultEntry("a")), List.of(REFUSED))),
            new Golden<>(
                    SqsOperations.CHANGE_MESSAGE_VISIBILITY,
                    "full",
                    new ChangeMessageVisibilityRequest(URL, HANDLE, 43200),
                    NOTHING),
            new Golden<>(
                    SqsOperations.CHANGE_MESSAGE_VISIBILITY_BATCH,
                    "full",
                    new ChangeMessageVisibilityBatchRequest(
                            URL,
                            List.of(
                                    new ChangeMessageVisibilityBatchRequestEntry("a", HANDLE, 0),
                                    new ChangeMessageVisibilityBatchRequestEntry("bad", null, null))),
                    new ChangeMessageVisibilityBatchResponse(List.of(new BatchResultEntry("a")), List.of(REFUSED))));

    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();

    @TestFactory
    Stream<DynamicTest> requestIsReadFromJson() {
        return forEach(golden -> same(json.decode(golden.operation, golden.file("request.json")), golden.request));
    }

    @TestFactory
    Stream<DynamicTest> requestIsReadFromAFormInTheBody() {
        return forEach(golden -> {
            var parameters = FormParameters.parse(null, golden.file("request.form"));
            assertThat(parameters.get("Action")).isEqualTo(golden.operation.name());
            same(query.decode(golden.operation, parameters), golden.request);
        });
    }

    @TestFactory
    Stream<DynamicTest> requestIsReadFromAQueryString() {
        return forEach(golden -> {
            var parameters = FormParameters.parse(new String(golden.file("request.form"), UTF_8), new byte[0]);
            same(query.decode(golden.operation, parameters), golden.request);
        });
    }

    @TestFactory
    Stream<DynamicTest> requestIsWrittenAsJson() {
        return forEach(golden -> golden.writesRequest("request.json", json));
    }

    @TestFactory
    Stream<DynamicTest> responseIsWrittenAsJson() {
        return forEach(golden -> golden.writesResponse("response.json", json));
    }

    @TestFactory
    Stream<DynamicTest> responseIsWrittenAsXml() {
        return forEach(golden -> golden.writesResponse("response.xml", query));
    }

    @TestFactory
    Stream<DynamicTest> responseIsReadFromJson() {
        return forEach(golden -> {
            byte[] file = golden.file("response.json");
            same(json.decodeResponse(golden.operation, file, 0, file.length), golden.response);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUE_DOES_NOT_EXIST, The specified queue does not exist.",
        "INVALID_PARAMETER_VALUE, 'Value \"<\\>\" is invalid.'",
        "ACCESS_DENIED, Access denied.",
        "INTERNAL_ERROR, Broken."
    })
    void errorIsWrittenInBothProtocols(ErrorCode code, String text) {
        var out = new WireBytes();
        json.encodeError(code, text, out);
        assertThat(text(out)).isEqualTo(text(file("errors/" + code + ".json")));

        out.reset();
        query.encodeError(code, text, REQUEST_ID, out);
        assertThat(text(out)).isEqualTo(text(file("errors/" + code + ".xml")));
    }

    @Test
    void everyOperationHasAGolden() {
        assertThat(GOLDENS.stream().map(golden -> golden.operation.name()).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        SqsOperations.all().stream().map(Operation::name).toList());
    }

    @Test
    void everyGoldenIsUsed() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            long operationFiles = files.filter(Files::isRegularFile)
                    .filter(file -> !DIRECTORY.relativize(file).startsWith("errors"))
                    .count();
            assertThat(operationFiles).isEqualTo(GOLDENS.size() * 4L);
        }
    }

    private interface Check {
        void check(Golden<?, ?> golden);
    }

    private static Stream<DynamicTest> forEach(Check check) {
        return GOLDENS.stream().map(golden -> dynamicTest(golden.toString(), () -> check.check(golden)));
    }

    private record Golden<I, O>(Operation<I, O> operation, String name, I request, O response) {

        void writesRequest(String file, JsonCodec codec) {
            var out = new WireBytes();
            codec.encodeRequest(operation, request, out);
            assertThat(text(out)).isEqualTo(text(file(file)));
        }

        void writesResponse(String file, JsonCodec codec) {
            var out = new WireBytes();
            codec.encode(operation, response, out);
            assertThat(text(out)).isEqualTo(text(file(file)));
        }

        void writesResponse(String file, QueryCodec codec) {
            var out = new WireBytes();
            codec.encode(operation, response, REQUEST_ID, out);
            assertThat(text(out)).isEqualTo(text(file(file)));
        }

        byte[] file(String kind) {
            return WireGoldensTest.file(operation.name() + "/" + name + "." + kind);
        }

        @Override
        public String toString() {
            return operation.name() + " " + name;
        }
    }

    private static void same(Object actual, Object expected) {
        assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    }

    private static byte[] file(String name) {
        try {
            byte[] bytes = Files.readAllBytes(DIRECTORY.resolve(name));
            return Arrays.copyOf(bytes, bytes.length - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(WireBytes out) {
        return new String(out.array(), 0, out.length(), UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static <V> Map<String, V> ordered(String first, V one, String second, V two) {
        var map = new LinkedHashMap<String, V>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}
