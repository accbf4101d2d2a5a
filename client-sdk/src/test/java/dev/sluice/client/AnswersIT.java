package dev.sluice.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers that our broker does not give, but other servers and what stands before them do. */
class AnswersIT {
    private static final String SENT = """
            {"Successful":[{"Id":"0","MessageId":"m-1","MD5OfMessageBody":"0cc175b9c0f1b6a831c399e269772661"}]}""";

    private static final String PUBLISHED = """
            <PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
              <PublishBatchResult>
                <Failed/>
                <Successful><member><MessageId>m-1</MessageId><Id>0</Id></member></Successful>
              </PublishBatchResult>
              <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
            </PublishBatchResponse>""";

    private record Answer(int status, Map<String, String> headers, String body) {
        static Answer of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final List<Map<String, List<String>>> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private SluiceClient client;
    private QueueClient<String> queue;
    private TopicClient<String> topic;

    @BeforeEach
    void start() throws IOException {
        server = serving(answers);
        client = client(server);
        queue = client.queue("https://sqs.eu-central-1.amazonaws.com/123456789012/jobs");
        topic = client.topic("arn:aws:sns:eu-central-1:123456789012:orders");
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void requestsAreSignedForTheRegionWithTheToken() {
        answers.add(Answer.of(200, SENT));

        queue.send("a");

        var headers = requests.get(0);
        assertThat(headers.get("X-amz-target")).containsExactly("AmazonSQS.SendMessageBatch");
        assertThat(headers.get("X-amz-security-token")).containsExactly("token");
        assertThat(headers.getOrDefault("Authorization", List.of("")).get(0))
                .contains("Credential=AKIDEXAMPLE/", "/eu-central-1/sqs/aws4_request", "x-amz-security-token");
    }

    @Test
    void deletionOfAConsumerSaysHowLongItsHandlerWorkedInAHeaderThatIsNotSigned() {
        answers.add(Answer.of(200, """
                {"Messages":[{"MessageId":"m-1","ReceiptHandle":"r","Body":"a","MD5OfBody":"0cc175b9c0f1b6a831c399e269772661"}]}"""));
        answers.add(Answer.of(200, "{\"Successful\":[{\"Id\":\"0\"}]}"));
        var consumer = new CompletableFuture<Consumer>();

        consumer.complete(queue.consume(
                ConsumerOptions.DEFAULT.withConcurrency(1).withVisibilityTimeout(Duration.ofSeconds(30)), message -> {
                    consumer.join().pause(); // so that it asks for nothing more
                    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                }));
        await().until(() -> requests.size() == 2);

        var headers = requests.get(1);
        assertThat(headers.get("X-amz-target")).containsExactly("AmazonSQS.DeleteMessageBatch");
        assertThat(Integer.parseInt(
                        headers.getOrDefault("X-sluice-handled", List.of("")).get(0)))
                .isBetween(20, 20_000);
        assertThat(headers.getOrDefault("Authorization", List.of("")).get(0)).doesNotContainIgnoringCase("sluice");
    }

    @Test
    void serverThatHasNoRoomIsAskedAgain() {
        answers.add(Answer.of(503, "{\"__type\":\"com.amazon.coral.service#ServiceUnavailableException\"}"));
        answers.add(Answer.of(400, "{\"__type\":\"com.amazonaws.sqs#RequestThrottled\",\"message\":\"slowly\"}"));
        answers.add(Answer.of(200, SENT));

        assertThat(queue.send("a").messageId()).isEqualTo("m-1");
        assertThat(requests).hasSize(3);
    }

    @Test
    void serverThatHasNoRoomForLongHadNoEffect() {
        for (int i = 0; i < 3; i++) answers.add(Answer.of(429, ""));

        assertThatThrownBy(() -> queue.send("a")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void serverThatBreaksDownOverASendMayHaveStoredIt() {
        answers.add(Answer.of(500, "{\"__type\":\"com.amazon.coral.service#InternalFailure\",\"message\":\"oops\"}"));

        assertThatThrownBy(() -> queue.send("a"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("oops");
        assertThat(requests).hasSize(1);
    }

    @Test
    void pageOfAProxyIsNamedByItsStatus() {
        answers.add(Answer.of(404, "<html>not here</html>"));

        assertThatThrownBy(() -> queue.send("a"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("HTTP404"));
    }

    @Test
    void codeIsTheShapesNameWhereNoHeaderHasTheOtherOne() {
        answers.add(new Answer(
                400,
                Map.of("x-amzn-RequestId", "r-1"),
                "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\",\"message\":\"no such queue\"}"));

        assertThatThrownBy(() -> queue.send("a")).isInstanceOfSatisfying(QueueNotFoundException.class, e -> {
            assertThat(e.code()).isEqualTo("QueueDoesNotExist");
            assertThat(e.requestId()).isEqualTo("r-1");
        });
    }

    @Test
    void entryThatTheServerTakesTheBlameForIsNotCalledRefused() {
        answers.add(Answer.of(
                200,
                "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":false,\"Code\":\"InternalError\",\"Message\":\"oops\"}]}"));
        answers.add(
                Answer.of(200, "{\"Failed\":[{\"Id\":\"0\",\"SenderFault\":false,\"Code\":\"ServiceUnavailable\"}]}"));

        assertThatThrownBy(() -> queue.send("a")).isInstanceOf(OutcomeUnknownException.class);
        assertThatThrownBy(() -> queue.send("a")).isInstanceOf(UnavailableException.class);
    }

    @Test
    void messageStoredWithAnotherBodyIsNotCalledSent() {
        answers.add(Answer.of(200, SENT));

        assertThatThrownBy(() -> queue.send("b"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("digest");
    }

    @Test
    void messageDamagedOnItsWayIsLeftToComeAgain() {
        answers.add(Answer.of(200, """
                {"Messages":[{"MessageId":"m-1","ReceiptHandle":"h-1","Body":"a","MD5OfBody":"0cc175b9c0f1b6a831c399e269772661"},
                             {"MessageId":"m-2","ReceiptHandle":"h-2","Body":"b","MD5OfBody":"0cc175b9c0f1b6a831c399e269772661"}]}"""));

        assertThat(queue.receive(ReceiveOptions.NOW)).extracting(Received::id).containsExactly("m-1");
    }

    @Test
    void answerThatIsNoneLeavesTheOutcomeUnknown() {
        answers.add(Answer.of(200, "{\"Successful\":[{"));

        assertThatThrownBy(() -> queue.send("a")).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void publishesAreFormsSignedForSns() {
        answers.add(Answer.of(200, PUBLISHED));

        assertThat(topic.publish("a").messageId()).isEqualTo("m-1");

        var headers = requests.get(0);
        assertThat(headers.get("Content-type")).containsExactly("application/x-www-form-urlencoded; charset=utf-8");
        assertThat(headers.get("X-amz-security-token")).containsExactly("token");
        assertThat(headers.getOrDefault("Authorization", List.of("")).get(0))
                .contains("Credential=AKIDEXAMPLE/", "/eu-central-1/sns/aws4_request", "content-type");
    }

    @Test
    void faultsOfSnsAreToldApart() {
        answers.add(Answer.of(404, fault("NotFound", "Topic does not exist")));
        answers.add(Answer.of(403, fault("AuthorizationError", "not you")));
        answers.add(Answer.of(400, fault("InvalidParameter", "Invalid parameter: Subject")));
        answers.add(Answer.of(502, "<html>not here</html>"));
        answers.add(Answer.of(200, "<html>neither</html>"));

        assertThatThrownBy(() -> topic.publish("a")).isInstanceOf(TopicNotFoundException.class);
        assertThatThrownBy(() -> topic.publish("a")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> topic.publish("a"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo("InvalidParameter"));
        assertThatThrownBy(() -> topic.publish("a"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("HTTP502");
        assertThatThrownBy(() -> topic.publish("a")).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void topicThatHasNoRoomIsAskedAgain() {
        answers.add(Answer.of(429, fault("Throttled", "slowly")));
        answers.add(Answer.of(400, fault("Throttling", "Rate exceeded")));
        answers.add(Answer.of(200, PUBLISHED));

        assertThat(topic.publish("a").messageId()).isEqualTo("m-1");
        assertThat(requests).hasSize(3);
    }

    @Test
    void publishesThatTheAnswerDoesNotSpeakOfAreOfUnknownOutcome() {
        answers.add(Answer.of(200, PUBLISHED.replaceAll("<member>.*</member>", "")));

        assertThatThrownBy(() -> topic.publish("a")).isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void sendInDoubtIsRepeatedUnderItsTokenAtAServerThatKnowsTokens() {
        answers.add(knowing("a", SENT));
        answers.add(Answer.of(500, ""));
        answers.add(Answer.of(502, "<html>not here</html>"));
        answers.add(knowing("a", SENT));
        queue.send("a");

        assertThat(queue.send("a").messageId()).isEqualTo("m-1");
        assertThat(tokens()).hasSize(4);
        assertThat(tokens().subList(1, 4)).containsOnly(tokens().get(1)).doesNotContain(tokens().get(0));
    }

    @Test
    void publishInDoubtIsRepeatedUnderItsTokenAtAServerThatKnowsTokens() {
        answers.add(knowing("a", PUBLISHED));
        answers.add(Answer.of(500, ""));
        answers.add(knowing("a", PUBLISHED));
        topic.publish("a");

        assertThat(topic.publish("a").messageId()).isEqualTo("m-1");
        assertThat(tokens().get(2)).isEqualTo(tokens().get(1));
    }

    @Test
    void sendInDoubtIsNotRepeatedAtAServerThatNoLongerSpeaksOfTokens() {
        answers.add(knowing("a", SENT));
        answers.add(Answer.of(200, SENT));
        answers.add(Answer.of(500, ""));
        queue.send("a");
        queue.send("a");

        assertThatThrownBy(() -> queue.send("a")).isInstanceOf(OutcomeUnknownException.class);
        assertThat(requests).hasSize(3);
    }

    @Test
    void sendInDoubtThatIsRefusedWhenRepeatedMayHaveTakenEffect() {
        answers.add(knowing("a", SENT));
        answers.add(Answer.of(500, ""));
        answers.add(Answer.of(403, "{\"__type\":\"com.amazonaws.sqs#AccessDenied\",\"message\":\"expired\"}"));
        queue.send("a");

        assertThatThrownBy(() -> queue.send("a"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("expired");
    }

    @Test
    void sendInDoubtStaysWithTheServerWhoseMemoryItIsIn() throws IOException {
        var ofOther = new ConcurrentLinkedQueue<Answer>();
        HttpServer other = serving(ofOther);
        try (var both = client(server, other)) {
            QueueClient<String> sender = both.queue("https://sqs.eu-central-1.amazonaws.com/123456789012/jobs");
            answers.add(Answer.of(503, ""));
            ofOther.add(knowing("b", SENT));
            sender.send("a");
            ofOther.add(Answer.of(500, ""));
            ofOther.add(knowing("b", SENT));

            assertThat(sender.send("a").messageId()).isEqualTo("m-1");
            assertThat(ofOther).isEmpty();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void serverThatDoesNotSayItIsSluiceIsNotAskedForALookAtItsMessages() {
        answers.add(Answer.of(200, "{\"Attributes\":{}}"));

        assertThatThrownBy(() -> queue.peek(1))
                .isInstanceOf(NotOfferedException.class)
                .hasMessageContaining("is not Sluice");
        assertThat(requests)
                .extracting(headers -> headers.get("X-amz-target"))
                .containsExactly(List.of("AmazonSQS.GetQueueAttributes"));
    }

    @Test
    void serverWithoutHintsSaysSoInAnyForm() {
        answers.add(Answer.of(404, "<ErrorResponse/>"));
        answers.add(Answer.of(200, "<html>welcome</html>"));

        assertThatThrownBy(() -> queue.scalingHint())
                .isInstanceOf(NotOfferedException.class)
                .hasMessageContaining("SLUICE_MANAGEMENT");
        assertThatThrownBy(() -> queue.scalingHint()).isInstanceOf(NotOfferedException.class);
    }

    private static Answer knowing(String memory, String body) {
        return new Answer(200, Map.of("X-Sluice-Features", "more, idempotency-token=" + memory), body);
    }

    private List<String> tokens() {
        return requests.stream()
                .map(headers -> headers.getOrDefault("X-sluice-idempotency-token", List.of("none"))
                        .get(0))
                .toList();
    }

    private static String fault(String code, String message) {
        return "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                + code + "</Code><Message>" + message + "</Message></Error><RequestId>r-1</RequestId></ErrorResponse>";
    }

    private HttpServer serving(Queue<Answer> from) throws IOException {
        var made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        made.createContext("/", exchange -> answer(exchange, from));
        made.start();
        return made;
    }

    private static SluiceClient client(HttpServer... servers) {
        return SluiceClient.builder()
                .endpoints(Stream.of(servers)
                        .map(each -> "http://127.0.0.1:" + each.getAddress().getPort())
                        .toArray(String[]::new))
                .region("eu-central-1")
                .credentials(new Credentials("AKIDEXAMPLE", "secret", "token"))
                .retry(RetryPolicy.DEFAULT.withAttempts(3).withDelays(Duration.ZERO, Duration.ZERO))
                .build();
    }

    private void answer(HttpExchange exchange, Queue<Answer> from) throws IOException {
        requests.add(Map.copyOf(exchange.getRequestHeaders()));
        exchange.getRequestBody().readAllBytes();
        Answer answer = from.remove();
        answer.headers().forEach(exchange.getResponseHeaders()::add);
        byte[] body = answer.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
