package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.sluice.broker.courier.HttpEndpointsTest.Server.Request;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpEndpointsTest {
    private static final TopicId TOPIC = new TopicId("000000000000", "us-east-1", "orders");
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(TOPIC, new UUID(1, 2));
    private static final MessageId ID = new MessageId(3, 4);

    @TempDir
    Path directory;

    private Signer signer;
    private Poster poster;
    private HttpEndpoints endpoints;
    private Server server;

    @BeforeEach
    void start() throws IOException {
        signer = Signer.open(CourierOptions.DEFAULTS, directory, "us-east-1");
        poster = new Poster(options(Duration.ofSeconds(15), false, null));
        endpoints = new HttpEndpoints(options(Duration.ofSeconds(15), false, null), poster, signer);
        server = new Server();
    }

    @AfterEach
    void stop() {
        poster.close();
        server.close();
    }

    @Test
    void notificationIsPostedWithItsHeadersAndSigned() throws Exception {
        assertThat(deliver(to("/path?query=1"), envelope("Notification"))).isEqualTo(Outcome.DELIVERED);

        Request request = server.request();
        assertThat(request.line()).isEqualTo("POST /path?query=1");
        assertThat(request.header("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(request.header("x-amz-sns-message-id")).isEqualTo(ID.toString());
        assertThat(request.header("x-amz-sns-topic-arn")).isEqualTo(TOPIC.arn());
        assertThat(request.header("x-amz-sns-subscription-arn")).isEqualTo(SUBSCRIPTION.arn());
        assertThat(request.header("x-amz-sns-rawdelivery")).isNull();
        assertThat(request.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
        assertThat(request.header("User-Agent")).isEqualTo("Amazon Simple Notification Service Agent");
        assertThat(request.header("Accept-Encoding")).isEqualTo("gzip,deflate");
        assertThat(request.header("Content-Length")).isEqualTo(String.valueOf(request.body().length));
        assertThat(request.text())
                .contains("\"SignatureVersion\" : \"1\"")
                .contains("\"SigningCertURL\" : \"http://127.0.0.1:9324" + signer.certificatePath() + "\"");
    }

    @Test
    void awsVerifierAcceptsItWhenTheCertificatesAddressIsAws() throws Exception {
        endpoints = new HttpEndpoints(
                options(Duration.ofSeconds(15), false, "https://sns.{region}.amazonaws.com"), poster, signer);

        deliver(to("/"), envelope("Notification"));

        try (var verifier = new AwsVerifier("us-east-1", signer::certificateAt)) {
            assertThat(verifier.verify(server.request().body()).message()).isEqualTo("hello");
        }
    }

    @Test
    void confirmationNamesNoSubscription() throws Exception {
        deliver(to("/"), envelope("SubscriptionConfirmation"));

        Request request = server.request();
        assertThat(request.header("x-amz-sns-message-type")).isEqualTo("SubscriptionConfirmation");
        assertThat(request.header("x-amz-sns-subscription-arn")).isNull();
    }

    @Test
    void rawMessageIsPostedAsItWasPublished() throws Exception {
        deliver(withPolicy("/", new DeliveryPolicy(RetryPolicy.DEFAULT, 0, "text/csv")), "a;b");

        Request request = server.request();
        assertThat(request.header("x-amz-sns-rawdelivery")).isEqualTo("true");
        assertThat(request.header("Content-Type")).isEqualTo("text/csv");
        assertThat(request.text()).isEqualTo("a;b");
    }

    @Test
    void contentTypeOfAPolicyIsForNotificationsOnly() throws Exception {
        var policy = new DeliveryPolicy(RetryPolicy.DEFAULT, 0, "application/json");

        deliver(withPolicy("/", policy), envelope("Notification"));
        deliver(withPolicy("/", policy), envelope("SubscriptionConfirmation"));

        assertThat(server.request().header("Content-Type")).isEqualTo("application/json");
        assertThat(server.request().header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    }

    @Test
    void rawTextThatLooksLikeAnEnvelopeStaysAsItIs() throws Exception {
        var text = envelope("Notification").replace(ID.toString(), "00000000-0000-0000-0000-000000000000");

        deliver(to("/"), text);

        assertThat(server.request().text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "204, DELIVERED",
        "301, REFUSED",
        "302, REFUSED",
        "400, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED"
    })
    void statusDecides(int status, Outcome outcome) throws Exception {
        server.answer(status);

        assertThat(deliver(to("/"), "x")).isEqualTo(outcome);
    }

    @Test
    void endpointThatIsAwayFails() throws Exception {
        server.close();

        assertThat(deliver(to("/"), "x")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void endpointThatDoesNotAnswerFailsInTime() throws Exception {
        endpoints = new HttpEndpoints(options(Duration.ofSeconds(1), false, null), poster, signer);
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(deliver(at("http://127.0.0.1:" + silent.getLocalPort() + "/"), "x"))
                    .isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void credentialsAreSentWhenTheyAreAskedFor() throws Exception {
        server.askForCredentials("Basic realm=\"x\"");

        var outcome = deliver(at("http://user:pass@127.0.0.1:" + server.port() + "/"), "x");

        assertThat(outcome).isEqualTo(Outcome.DELIVERED);
        assertThat(server.request().header("Authorization")).isNull();
        assertThat(server.request().header("Authorization")).isEqualTo("Basic dXNlcjpwYXNz");
    }

    @Test
    void digestIsAnsweredForTheAddressThatIsPostedTo() throws Exception {
        server.askForCredentials("Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256");

        var outcome = deliver(at("http://user:pass@127.0.0.1:" + server.port() + "/p?q=1"), "x");

        assertThat(outcome).isEqualTo(Outcome.DELIVERED);
        server.request();
        assertThat(server.request().header("Authorization"))
                .startsWith("Digest username=\"user\", realm=\"x\", nonce=\"n\", uri=\"/p?q=1\", algorithm=SHA-256");
    }

    @Test
    void whoAsksForWhatWeCannotShowRefuses() throws Exception {
        server.askForCredentials("Bearer realm=\"x\"");

        assertThat(deliver(at("http://user:pass@127.0.0.1:" + server.port() + "/"), "x"))
                .isEqualTo(Outcome.REFUSED);
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void hostWithoutAddressFails() throws Exception {
        assertThat(deliver(at("http://no-such-host.invalid/"), "x")).isEqualTo(Outcome.FAILED);
    }

    @Test
    void urlWithoutHostIsRefused() throws Exception {
        assertThat(deliver(at("http:///path"), "x")).isEqualTo(Outcome.REFUSED);
        assertThat(deliver(at("http://a b/"), "x")).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void guardRefusesThisMachine() throws Exception {
        endpoints = new HttpEndpoints(options(Duration.ofSeconds(15), true, null), poster, signer);

        assertThat(deliver(to("/"), "x")).isEqualTo(Outcome.REFUSED);
        assertThat(deliver(at("http://localhost:" + server.port() + "/"), "x")).isEqualTo(Outcome.REFUSED);
        assertThat(server.requests()).isZero();
    }

    @Test
    void whatIsCapturedForTelephonesIsForwardedBareWithWhomItIsFor() throws Exception {
        String url = "http://127.0.0.1:" + server.port() + "/";
        var capture = new Capture(SUBSCRIPTION.internalQueue(), Protocol.APPLICATION, "0", "us-east-1", "app");
        byte[] body = envelope("SubscriptionConfirmation").getBytes(StandardCharsets.UTF_8);
        var attributes = List.of(
                new MessageAttribute(Capture.ENDPOINT_ATTRIBUTE, "String", "arn".getBytes(StandardCharsets.UTF_8)),
                new MessageAttribute(Capture.TOKEN_ATTRIBUTE, "String", "tok".getBytes(StandardCharsets.UTF_8)));
        var message = new Message(ID, body, new byte[16], attributes, null, null, null, "sender");

        endpoints.deliver(Destination.of(capture, url), message).get(30, TimeUnit.SECONDS);

        var request = server.request();
        assertThat(request.body()).isEqualTo(body);
        assertThat(request.header("x-amz-sns-message-type")).isEqualTo("Notification");
        assertThat(request.header("x-sluice-protocol")).isEqualTo("application");
        assertThat(request.header("x-sluice-endpoint")).isEqualTo("arn");
        assertThat(request.header("x-sluice-token")).isEqualTo("tok");
    }

    private Outcome deliver(Destination destination, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var attribute = new MessageAttribute("a", "String", new byte[] {'b'});
        var message = new Message(ID, bytes, new byte[16], List.of(attribute), null, null, null, "sender");
        return endpoints.deliver(destination, message).get(30, TimeUnit.SECONDS);
    }

    private static String envelope(String type) {
        return """
                {
                  "Type" : "%s",
                  "MessageId" : "%s",
                  "TopicArn" : "%s",
                  "Message" : "hello",
                  "Timestamp" : "2026-03-06T20:00:26.893Z",
                  "UnsubscribeURL" : "http://127.0.0.1:9324/?Action=Unsubscribe&SubscriptionArn=%s"
                }""".formatted(type, ID, TOPIC.arn(), SUBSCRIPTION.arn());
    }

    private Destination to(String path) {
        return withPolicy(path, DeliveryPolicy.DEFAULT);
    }

    private Destination withPolicy(String path, DeliveryPolicy policy) {
        String url = "http://127.0.0.1:" + server.port() + path;
        return new Destination(SUBSCRIPTION, Protocol.HTTP, url, url, policy, "1", true);
    }

    private static Destination at(String url) {
        return new Destination(SUBSCRIPTION, Protocol.HTTP, url, url, DeliveryPolicy.DEFAULT, "1", true);
    }

    private static CourierOptions options(Duration timeout, boolean publicOnly, @Nullable String certificateBase) {
        return new CourierOptions(timeout, 16, 16, publicOnly, null, certificateBase, null, null, null);
    }

    /** An endpoint that remembers what it was asked. */
    static final class Server implements AutoCloseable {
        private final HttpServer server;
        private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        private volatile int status = 200;
        private volatile @Nullable String challenge;

        record Request(String line, com.sun.net.httpserver.Headers headers, byte[] body) {
            @Nullable
            String header(String name) {
                return headers.getFirst(name);
            }

            String text() {
                return new String(body, StandardCharsets.UTF_8);
            }
        }

        Server() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.createContext("/", exchange -> {
                try (exchange) {
                    requests.add(new Request(
                            exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                            exchange.getRequestHeaders(),
                            exchange.getRequestBody().readAllBytes()));
                    boolean refused =
                            challenge != null && !exchange.getRequestHeaders().containsKey("Authorization");
                    if (refused) exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
                    exchange.sendResponseHeaders(refused ? 401 : status, -1);
                }
            });
            server.start();
        }

        int port() {
            return server.getAddress().getPort();
        }

        void answer(int newStatus) {
            status = newStatus;
        }

        void askForCredentials(String asked) {
            challenge = asked;
        }

        Request request() throws InterruptedException {
            Request request = requests.poll(10, TimeUnit.SECONDS);
            if (request == null) throw new AssertionError("nothing was posted");
            return request;
        }

        int requests() {
            return requests.size();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
