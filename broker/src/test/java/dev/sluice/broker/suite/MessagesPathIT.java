package dev.sluice.broker.suite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** LocalStack's {@code /_aws/sqs/messages}, as scripts, tests and AWS clients use it there. */
@TestInstance(Lifecycle.PER_CLASS)
class MessagesPathIT implements Scenarios {
    private static final String PATH = "/_aws/sqs/messages";

    private LocalBroker broker;
    private JsonSqs json;
    private RawHttp http;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
        json = new JsonSqs(broker.endpoint());
        http = new RawHttp(broker.endpoint(), HttpClient.newHttpClient());
    }

    @AfterAll
    void stop() {
        json.close();
        broker.close();
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return json.open(accessKey, region);
    }

    /** Unsigned, as curl sends it. */
    private HttpResponse<String> get(String pathAndQuery, String accept) {
        URI uri = broker.endpoint().resolve(PATH + pathAndQuery);
        return http.send(HttpRequest.newBuilder(uri).header("Accept", accept));
    }

    private TestQueue queueOfThree() {
        TestQueue queue = newQueue();
        queue.send("held");
        queue.send("waiting");
        queue.send("later", "DelaySeconds", 900);
        queue.receiveOne("VisibilityTimeout", 600);
        return queue;
    }

    private static String url(TestQueue queue) {
        return "?QueueUrl=" + URLEncoder.encode(queue.url(), UTF_8);
    }

    @Test
    void messagesAreShownInXml() {
        TestQueue queue = queueOfThree();

        HttpResponse<String> answer = get(url(queue), "*/*");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(RawHttp.header(answer, "Content-Type")).isEqualTo("text/xml");
        assertThat(answer.body()).contains("<Body>waiting</Body>").doesNotContain("held", "later");
        assertThat(get(url(queue) + "&ShowInvisible=true&ShowDelayed=true", "*/*")
                        .body())
                .containsSubsequence("<Body>held</Body>", "<Body>waiting</Body>", "<Body>later</Body>");
        queue.assertCounts(1, 1, 1);
    }

    @Test
    void messagesAreShownInJson() {
        TestQueue queue = queueOfThree();

        HttpResponse<String> answer = get(url(queue) + "&ShowInvisible=True", "application/json");

        assertThat(RawHttp.header(answer, "Content-Type")).isEqualTo("application/json");
        assertThat(Json.read(answer.body())
                        .members("ReceiveMessageResponse")
                        .members("ReceiveMessageResult")
                        .list("Message"))
                .extracting(message -> message.text("Body"))
                .containsExactly("held", "waiting");
    }

    @Test
    void theQueueMayStandInThePath() {
        TestQueue queue = queueOfThree();

        assertThat(get("/" + REGION + "/" + ACCOUNT + "/" + queue.name(), "*/*").body())
                .contains("<Body>waiting</Body>");
    }

    @Test
    void aQueueThatIsNoneIsRefusedAsAwsDoes() {
        HttpResponse<String> answer = get("?QueueUrl=http://localhost/" + ACCOUNT + "/" + newName(), "*/*");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>");
    }

    @Test
    @EnabledIf(
            value = "dev.sluice.broker.suite.BotoSqs#isInstalled",
            disabledReason = "python3 with boto3 is not installed")
    void boto3MayHaveItForItsEndpoint() throws Exception {
        TestQueue queue = queueOfThree();
        String program = """
                import boto3
                sqs = boto3.client("sqs", endpoint_url="%s")
                for message in sqs.receive_message(QueueUrl="%s", MaxNumberOfMessages=1)["Messages"]:
                    print(message["Body"], message["Attributes"]["ApproximateReceiveCount"])
                """.formatted(broker.endpoint().resolve(PATH), queue.url());

        assertThat(Tools.run("python3", "-c", program)).isEqualTo("waiting 0\n");
        queue.assertCounts(1, 1, 1);
    }

    @Test
    @EnabledIf(value = "dev.sluice.broker.suite.CliSqs#isInstalled", disabledReason = "the AWS CLI is not installed")
    void theCliMayHaveItForItsEndpoint() throws Exception {
        TestQueue queue = queueOfThree();

        String body = Tools.run(
                "aws",
                "sqs",
                "receive-message",
                "--endpoint-url",
                broker.endpoint().resolve(PATH).toString(),
                "--queue-url",
                queue.url(),
                "--query",
                "Messages[].Body",
                "--output",
                "text");

        assertThat(body.strip()).isEqualTo("waiting");
        queue.assertCounts(1, 1, 1);
    }
}
