package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no SDK shows: headers, spellings, and requests no SDK would send. */
@TestInstance(Lifecycle.PER_CLASS)
class WireIT implements Scenarios {
    private static final String FORM = "application/x-www-form-urlencoded";

    private LocalBroker broker;
    private JsonSqs json;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
        json = new JsonSqs(broker.endpoint());
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return json.open(accessKey, region);
    }

    private WireAnswer exchange(String request) throws IOException {
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            connection.send(request);
            return connection.readAnswer();
        }
    }

    private static String post(String path, String contentType, String body, String... headers) {
        return "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s"
                .formatted(
                        path,
                        contentType,
                        String.join(
                                "",
                                List.of(headers).stream()
                                        .map(line -> line + "\r\n")
                                        .toList()),
                        body.getBytes(StandardCharsets.UTF_8).length,
                        body);
    }

    private static String get(String pathAndQuery, String... headers) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n"
                .formatted(
                        pathAndQuery,
                        String.join(
                                "",
                                List.of(headers).stream()
                                        .map(line -> line + "\r\n")
                                        .toList()));
    }

    private WireAnswer callJson(String action, String body) throws IOException {
        return exchange(WireConnection.jsonRequest(action, body));
    }

    private static String path(TestQueue queue) {
        return "/" + ACCOUNT + "/" + queue.name();
    }

    @Test
    void jsonAnswerHasItsFourHeaders() throws IOException {
        TestQueue queue = newQueue();

        WireAnswer answer = callJson("SendMessage", "{\"QueueUrl\":\"" + queue.url() + "\",\"MessageBody\":\"test\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/x-amz-json-1.0")
                .containsKey("date")
                .containsEntry("content-length", "" + answer.body().length());
        assertThat(answer.headers().get("x-amzn-requestid")).matches("[0-9a-f-]{36}");
        assertThat(answer.body())
                .startsWith("{\"")
                .contains("\"MD5OfMessageBody\":\"098f6bcd4621d373cade4e832627b4f6\"");
    }

    @Test
    void jsonIsTakenOnAQueuesPathAsWell() throws IOException {
        TestQueue queue = newQueue();
        String body = "{\"QueueUrl\":\"" + queue.url() + "\",\"MessageBody\":\"a\"}";

        WireAnswer answer =
                exchange(post(path(queue), "application/x-amz-json-1.0", body, "X-Amz-Target: AmazonSQS.SendMessage"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(queue.receiveBodies()).containsExactly("a");
    }

    @Test
    void actionsThatAnswerNothingHaveAnEmptyBody() throws IOException {
        TestQueue queue = newQueue();
        String url = "{\"QueueUrl\":\"" + queue.url() + "\"";

        Map<String, String> requests = Map.of(
                "SetQueueAttributes", url + ",\"Attributes\":{\"DelaySeconds\":\"0\"}}",
                "TagQueue", url + ",\"Tags\":{\"k\":\"v\"}}",
                "UntagQueue", url + ",\"TagKeys\":[\"k\"]}",
                "AddPermission", url + ",\"Label\":\"l\",\"AWSAccountIds\":[\"111122223333\"],\"Actions\":[\"*\"]}",
                "PurgeQueue", url + "}");
        for (var request : requests.entrySet()) {
            WireAnswer answer = callJson(request.getKey(), request.getValue());
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.headers()).containsEntry("content-length", "0");
        }
    }

    @Test
    void answersWithNothingToSayAreAnEmptyObject() throws IOException {
        String url = "{\"QueueUrl\":\"" + newQueue().url() + "\"}";

        assertThat(callJson("ReceiveMessage", url).body()).isEqualTo("{}");
        assertThat(callJson("ListQueueTags", url).body()).isEqualTo("{}");
        assertThat(callJson("GetQueueAttributes", url).body()).isEqualTo("{}");
        assertThat(callJson("ListQueues", "{\"QueueNamePrefix\":\"no-such-prefix\"}")
                        .body())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ListQueues | [] | SerializationException | MalformedInput",
                "ListQueues | \"text\" | SerializationException | MalformedInput",
                "ListQueues | {\"MaxResults\": | SerializationException | MalformedInput",
                "ListQueues | {\"MaxResults\":true} | SerializationException | MalformedInput",
                "ListQueues | {\"MaxResults\":1.5} | SerializationException | MalformedInput",
                "ListQueues | {\"MaxResults\":\"two\"} | SerializationException | MalformedInput",
                "ListQueues | {\"QueueNamePrefix\":{}} | SerializationException | MalformedInput",
                "UntagQueue | {\"QueueUrl\":\"q\",\"TagKeys\":\"k\"} | SerializationException | MalformedInput",
                "CreateQueue | {\"QueueName\":7} | SerializationException | MalformedInput",
                "Nope | {} | UnknownOperationException | InvalidAction",
                "CreateQueue | {} | InvalidParameterValueException | InvalidParameterValue"
            })
    void malformedJsonIsRefusedInTheFrameworksName(String action, String body, String shape, String code)
            throws IOException {
        WireAnswer answer = callJson(action, body);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.headers())
                .containsEntry("x-amzn-query-error", code + ";Sender")
                .containsKey("x-amzn-requestid");
        assertThat(Json.read(answer.body()).text("__type")).isEqualTo("com.amazon.coral.service#" + shape);
    }

    @Test
    void jsonWithoutATargetIsAnUnknownOperation() throws IOException {
        WireAnswer answer = exchange(post("/", "application/x-amz-json-1.0", "{}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers()).containsEntry("x-amzn-query-error", "InvalidAction;Sender");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"QueueUrl\":null}", "{\"QueueUrl\":\"\"}"})
    void missingQueueUrlIsAMissingQueue(String body) throws IOException {
        WireAnswer answer = callJson("ReceiveMessage", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.read(answer.body()).text("__type")).isEqualTo("com.amazonaws.sqs#QueueDoesNotExist");
        assertThat(answer.headers())
                .containsEntry("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender");
    }

    @Test
    void missingHandleWinsOverABadOne() throws IOException {
        String url = "{\"QueueUrl\":\"" + newQueue().url() + "\"";

        for (String rest : List.of("}", ",\"ReceiptHandle\":\"nonsense\"}")) {
            WireAnswer answer = callJson("ChangeMessageVisibility", url + rest);
            assertThat(answer.headers()).containsEntry("x-amzn-query-error", "MissingParameter;Sender");
        }
    }

    @Test
    void jsonValuesAreReadGenerously() throws IOException {
        TestQueue queue = newQueue();
        String url = "\"QueueUrl\":\"" + queue.url() + "\"";

        callJson(
                        "SetQueueAttributes",
                        "{" + url + ",\"Attributes\":{\"DelaySeconds\":1,\"SqsManagedSseEnabled\":true}}")
                .members();
        callJson(
                        "SendMessage",
                        "{" + url
                                + ",\"MessageBody\":\"a\",\"DelaySeconds\":\"0\",\"Unknown\":[{}],\"MessageAttributes\":null}")
                .members();

        assertThat(queue.attributes("DelaySeconds")).containsEntry("DelaySeconds", "1");
        assertThat(queue.receiveBodies()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83dx", "\\u0000", "\\ufffe"})
    void escapedCharacterThatIsNoneIsRefused(String body) throws IOException {
        WireAnswer answer =
                callJson("SendMessage", "{\"QueueUrl\":\"" + newQueue().url() + "\",\"MessageBody\":\"" + body + "\"}");

        assertThat(answer.headers()).containsEntry("x-amzn-query-error", "InvalidMessageContents;Sender");
    }

    @Test
    void queueUrlFollowsTheHostHeader() throws IOException {
        String name = newName();

        WireAnswer answer = exchange(post(
                        "/",
                        "application/x-amz-json-1.0",
                        "{\"QueueName\":\"" + name + "\"}",
                        "X-Amz-Target: AmazonSQS.CreateQueue")
                .replace("Host: localhost", "Host: queues.example:8080"));

        assertThat(answer.members().text("QueueUrl")).isEqualTo("http://queues.example:8080/" + ACCOUNT + "/" + name);
    }

    @Test
    void traceHeaderOfTheRequestBecomesTheMessages() throws IOException {
        TestQueue queue = newQueue();
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";

        exchange(post(
                        "/",
                        "application/x-amz-json-1.0",
                        "{\"QueueUrl\":\"" + queue.url() + "\",\"MessageBody\":\"a\"}",
                        "X-Amz-Target: AmazonSQS.SendMessage",
                        "X-Amzn-Trace-Id: " + trace))
                .members();

        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("All"))
                        .texts("Attributes"))
                .containsEntry("AWSTraceHeader", trace);
    }

    @Test
    void queryIsTakenByPostAndGetOnTheRootAndOnTheQueuesPath() throws IOException {
        TestQueue queue = newQueue();
        String send = "Action=SendMessage&MessageBody=";
        String url = "&QueueUrl=" + encoded(queue.url());

        List<WireAnswer> answers = List.of(
                exchange(post("/", FORM, send + "1" + url + "&Version=2012-11-05")),
                exchange(post(path(queue), FORM, send + "2")),
                exchange(get(path(queue) + "?" + send + "3")),
                exchange(get("/?" + send + "4" + url)),
                exchange(get(path(queue) + "?" + send
                        + "5%20%2B+&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential="
                        + encoded("test/20260101/us-east-1/sqs/aws4_request") + "&X-Amz-Signature=00")));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.headers().get("content-type")).startsWith("text/xml");
            assertThat(answer.headers()).containsKey("x-amzn-requestid");
        });
        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10)).containsExactly("1", "2", "3", "4", "5 + ");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void queueUrlParameterWinsOverThePath() throws IOException {
        TestQueue named = newQueue();
        TestQueue onPath = newQueue();

        exchange(post(path(onPath), FORM, "Action=SendMessage&MessageBody=a&QueueUrl=" + encoded(named.url())));

        named.assertCounts(1, 0, 0);
        onPath.assertCounts(0, 0, 0);
    }

    @Test
    void listsAreReadInAllTheirSpellings() throws IOException {
        TestQueue queue = newQueue();
        queue.call("TagQueue", "Tags", Members.of("k1", "", "k2", "", "k10", "", "k11", ""));

        for (String form : List.of(
                "Action=SetQueueAttributes&Attribute.Name=DelaySeconds&Attribute.Value=7",
                "Action=SetQueueAttributes&Attributes.1.Name=VisibilityTimeout&Attributes.1.Value=8",
                "Action=UntagQueue&TagKey.10=k10&TagKey.2=k2&TagKey.1=k1")) {
            assertThat(exchange(post(path(queue), FORM, form)).status())
                    .as(form)
                    .isEqualTo(200);
        }
        WireAnswer attributes = exchange(post(path(queue), FORM, "Action=GetQueueAttributes&AttributeName=All"));

        assertThat(attributes.body())
                .contains("<Attribute><Name>DelaySeconds</Name><Value>7</Value></Attribute>")
                .contains("<Attribute><Name>VisibilityTimeout</Name><Value>8</Value></Attribute>");
        assertThat(queue.call("ListQueueTags").texts("Tags")).containsOnlyKeys("k11");
    }

    @Test
    void batchEntriesAreOrderedByTheirNumbers() throws IOException {
        TestQueue queue = newQueue();
        var form = new StringBuilder("Action=SendMessageBatch");
        for (int i = 10; i >= 1; i--) {
            String entry = "&SendMessageBatchRequestEntry." + i;
            form.append(entry).append(".Id=id").append(i);
            form.append(entry).append(".MessageBody=").append(i);
        }

        exchange(post(path(queue), FORM, form.toString()));

        assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8", "9", "10");
    }

    @Test
    void getOfAQueuesPathWithoutAnActionIsNotFound() throws IOException {
        WireAnswer answer = exchange(get(path(newQueue()), "Accept: application/json"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).contains("<UnknownOperationException/>");
    }

    @ParameterizedTest
    @CsvSource({
        "Action=CreateQueue&QueueName=x,InvalidAction",
        "Action=ListQueues,InvalidAction",
        "Action=Nope,InvalidAction",
        "QueueName=x,MissingAction",
        "Action=SendMessage,MissingParameter",
        "Action=ReceiveMessage&MaxNumberOfMessages=many,InvalidParameterValue"
    })
    void queryOnAQueuesPathThatCannotBeIsRefused(String form, String code) throws IOException {
        WireAnswer answer = exchange(post(path(newQueue()), FORM, form));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        Members error = QueryAnswer.readError(answer.body());
        assertThat(error.text("Code")).isEqualTo(code);
        assertThat(error.text("Type")).isEqualTo("Sender");
    }

    @Test
    void getQueueUrlWorksOnAnotherQueuesPath() throws IOException {
        TestQueue asked = newQueue();

        WireAnswer answer = exchange(post(path(newQueue()), FORM, "Action=GetQueueUrl&QueueName=" + asked.name()));

        assertThat(answer.body()).contains(path(asked) + "</QueueUrl>");
    }

    @Test
    void queryWithoutAQueueIsRefused() throws IOException {
        WireAnswer answer = exchange(post("/", FORM, "Action=ReceiveMessage"));

        assertThat(QueryAnswer.readError(answer.body()).text("Code"))
                .isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
    }

    @Test
    void emptyReceiveInXmlIsAnEmptyResult() throws IOException {
        WireAnswer answer = exchange(post(path(newQueue()), FORM, "Action=ReceiveMessage"));

        assertThat(answer.body()).contains("<ReceiveMessageResult/>");
    }

    @Test
    void chunkedBodyIsTaken() throws IOException {
        TestQueue queue = newQueue();
        String body = "{\"QueueUrl\":\"" + queue.url() + "\",\"MessageBody\":\"in chunks\"}";
        var request =
                new StringBuilder(post("/", "application/x-amz-json-1.0", "", "X-Amz-Target: AmazonSQS.SendMessage")
                        .replace("Content-Length: 0", "Transfer-Encoding: chunked"));
        for (char c : body.toCharArray()) request.append("1\r\n").append(c).append("\r\n");
        request.append("0\r\n\r\n");

        exchange(request.toString()).members();

        assertThat(queue.receiveBodies()).containsExactly("in chunks");
    }

    @Test
    void clientThatExpectsContinueIsToldTo() throws IOException {
        String request = post(
                "/",
                "application/x-amz-json-1.0",
                "{\"QueueName\":\"" + newName() + "\"}",
                "X-Amz-Target: AmazonSQS.CreateQueue",
                "Expect: 100-continue");
        int bodyAt = request.indexOf("\r\n\r\n") + 4;
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            connection.send(request.substring(0, bodyAt));
            assertThat(connection.readAnswer().status()).isEqualTo(100);
            connection.send(request.substring(bodyAt));

            assertThat(connection.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void connectionServesManyRequestsOfBothProtocols() throws IOException {
        String queue = newQueue().url();
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            for (int i = 0; i < 20; i++) {
                connection.send(WireConnection.jsonRequest("ReceiveMessage", "{\"QueueUrl\":\"" + queue + "\"}"));
                assertThat(connection.readAnswer().status()).isEqualTo(200);
                connection.send(post("/", FORM, "Action=ReceiveMessage&QueueUrl=" + encoded(queue)));
                assertThat(connection.readAnswer().status()).isEqualTo(200);
                connection.send(WireConnection.jsonRequest("Nope", "{}"));
                assertThat(connection.readAnswer().status()).isEqualTo(400);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pollWhoseClientIsGoneTakesNothing(boolean reset) throws IOException {
        TestQueue queue = newQueue();
        try (WireConnection connection = new WireConnection(broker.endpoint())) {
            connection.send(WireConnection.jsonRequest(
                    "ReceiveMessage", "{\"QueueUrl\":\"" + queue.url() + "\",\"WaitTimeSeconds\":20}"));
            assertThat(connection.isSilentFor(Duration.ofMillis(300))).isTrue();
            if (reset) connection.reset();
        }

        queue.send("a", "DelaySeconds", 1);
        await().untilAsserted(() -> queue.assertCounts(1, 0, 0));

        assertThat(queue.receiveOne("MessageSystemAttributeNames", List.of("ApproximateReceiveCount"))
                        .texts("Attributes"))
                .containsEntry("ApproximateReceiveCount", "1");
    }
}
