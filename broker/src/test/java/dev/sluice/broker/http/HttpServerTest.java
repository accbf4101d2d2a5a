package dev.sluice.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.api.Answer;
import dev.sluice.broker.api.Call;
import dev.sluice.broker.http.RawClient.RawAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.sluice.broker.http.RunningServer#transports")
final class HttpServerTest {

    private final Transport transport;
    private final RunningServer running;
    private final RawClient client;

    HttpServerTest(Transport transport) {
        this.transport = transport;
        this.running = new RunningServer(transport);
        this.client = running.client();
    }

    @AfterEach
    void stop() {
        client.close();
        running.close();
    }

    @Test
    void handsOverMethodPathQueryAndBody() {
        client.send("POST /a%20b?x=1&y=%20 HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\nhi");

        assertThat(client.answer().body()).isEqualTo("POST /a%20b x=1&y=%20 hi");
    }

    @Test
    void findsHeadersWhateverTheirLetterCase() {
        client.send("POST /park HTTP/1.1\r\nhOST: here:9324\r\nX-Two: first\r\nx-two: second\r\n\r\n");

        Call call = running.parkedCall();

        assertThat(call.header("Host")).isEqualTo("here:9324");
        assertThat(call.header("x-TWO")).isEqualTo("first");
        assertThat(call.header("absent")).isNull();
        assertThat(call.scheme()).isEqualTo("http");
        assertThat(call.remoteAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void stripsSchemeAndAuthorityFromAnAbsoluteTarget() {
        client.send("GET http://h:1/p?q HTTP/1.1\r\nHost: h\r\n\r\n");

        assertThat(client.answer().body()).isEqualTo("GET /p q ");
    }

    @Test
    void answersWithTheHeadersOfTheProtocol() {
        client.send("POST /park HTTP/1.1\r\nHost: h\r\n\r\n");

        Call call = running.parkedCall();
        byte[] body = "{}xx".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        call.executor()
                .execute(() -> call.respond(
                        new Answer(400, "application/x-amz-json-1.0", "id-1", "AccessDenied;Sender", body, 2), null));
        RawAnswer answer = client.answer();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-amz-json-1.0");
        assertThat(answer.header("x-amzn-RequestId")).isEqualTo("id-1");
        assertThat(answer.header("x-amzn-query-error")).isEqualTo("AccessDenied;Sender");
        assertThat(answer.header("Content-Length")).isEqualTo("2");
        assertThat(answer.body()).isEqualTo("{}");
        assertThat(answer.headers()).doesNotContainKey("connection");
        var date = ZonedDateTime.parse(answer.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(Duration.between(date, ZonedDateTime.now(ZoneOffset.UTC)).abs())
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aLineEndInAHeaderValueStartsNoHeader() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\n");

        Call call = running.parkedCall();
        call.executor()
                .execute(() -> call.respond(new Answer(200, "a\r\nX-Evil: 1", null, null, new byte[0], 0), null));

        assertThat(client.answer().headers()).doesNotContainKey("x-evil");
    }

    @Test
    void anAnswerWithoutBodySaysSo() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\n");

        Call call = running.parkedCall();
        call.executor().execute(() -> call.respond(new Answer(200, null, null, null, new byte[0], 0), null));
        RawAnswer answer = client.answer();

        assertThat(answer.header("Content-Length")).isEqualTo("0");
        assertThat(answer.headers()).doesNotContainKeys("content-type", "x-amzn-requestid");
    }

    @Test
    void manyRequestsShareAConnection() {
        for (int i = 0; i < 100; i++)
            assertThat(client.post("" + i).answer().body()).isEqualTo("POST /q null " + i);
        assertThat(running.server.metrics().acceptedConnections()).isEqualTo(1);
        assertThat(running.server.metrics().requests()).isEqualTo(100);
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() {
        client.send("GET /1 HTTP/1.1\r\nHost: h\r\n\r\nGET /park HTTP/1.1\r\nHost: h\r\n\r\n");
        client.post("2").post("3");

        assertThat(client.answer().body()).isEqualTo("GET /1 null ");
        RunningServer.answer(running.parkedCall(), "parked", null);
        assertThat(client.answer().body()).isEqualTo("parked");
        assertThat(client.answer().body()).isEqualTo("POST /q null 2");
        assertThat(client.answer().body()).isEqualTo("POST /q null 3");
    }

    @Test
    void aPipelinedRequestWaitsUntilTheOneBeforeItIsAnswered() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\nGET /park HTTP/1.1\r\nHost: h\r\n\r\n");

        Call first = running.parkedCall();
        client.send("GET /3 HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(running.client().post("").answer().status()).isEqualTo(200); // the loop has turned since
        assertThat(running.server.metrics().requests()).isEqualTo(2);

        RunningServer.answer(first, "1", null);
        RunningServer.answer(running.parkedCall(), "2", null);
        assertThat(client.answer().body()).isEqualTo("1");
        assertThat(client.answer().body()).isEqualTo("2");
        assertThat(client.answer().body()).isEqualTo("GET /3 null ");
    }

    @Test
    void aClientThatSendsFarAheadIsReadWhenItsTurnComes() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\n");
        Call first = running.parkedCall();
        String body = "x".repeat(200_000);
        var sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 50; i++) client.post(body);
        });

        RunningServer.answer(first, "first", null);

        assertThat(client.answer().body()).isEqualTo("first");
        for (int i = 0; i < 50; i++) assertThat(client.answer().body()).hasSize(body.length() + 13);
        sender.join();
    }

    @Test
    void connectionCloseIsHonoured() {
        client.send("GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

        assertThat(client.answer().header("Connection")).isEqualTo("close");
        assertThat(client.ended()).isTrue();
    }

    @Test
    void http10ClosesUnlessAskedNotTo() {
        client.send("GET / HTTP/1.0\r\n\r\n");
        assertThat(client.answer().header("Connection")).isEqualTo("close");
        assertThat(client.ended()).isTrue();

        try (RawClient asking = running.client()) {
            asking.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
            assertThat(asking.answer().header("Connection")).isEqualTo("keep-alive");
            asking.send("GET / HTTP/1.0\r\n\r\n");
            assertThat(asking.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void chunkedBodiesAreJoined() {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n");
        client.send("0\r\nTrailer: t\r\n\r\n");

        assertThat(client.answer().body()).isEqualTo("POST / null abcde");
    }

    @Test
    void aBodyMayArriveByteByByte() {
        for (char c : "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello".toCharArray()) client.send("" + c);

        assertThat(client.answer().body()).isEqualTo("POST / null hello");
    }

    @Test
    void expectContinueIsAnsweredBeforeTheBodyComes() {
        client.send("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

        assertThat(client.answer().status()).isEqualTo(100);
        assertThat(client.send("hi").answer().body()).isEqualTo("POST / null hi");
    }

    @Test
    void otherMethodsReachTheEndpoint() {
        for (String method : new String[] {"PUT", "DELETE", "OPTIONS", "PATCH"}) {
            client.send(method + " /m HTTP/1.1\r\nHost: h\r\n\r\n");
            assertThat(client.answer().body()).isEqualTo(method + " /m null ");
        }
    }

    @Test
    void headIsAnsweredWithTheLengthAndWithoutTheBody() {
        client.send("HEAD /m HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answerToHead().header("Content-Length")).isEqualTo("13");

        assertThat(client.post("next").answer().body()).isEqualTo("POST /q null next");
    }

    @Test
    void anExceptionOfTheEndpointIsA500AndTheConnectionLives() {
        client.send("GET /fail HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(500);

        client.send("GET /overflow HTTP/1.1\r\nHost: h\r\n\r\n");
        assertThat(client.answer().status()).isEqualTo(500);

        assertThat(client.post("next").answer().status()).isEqualTo(200);
    }

    @Test
    void aCallIsAnsweredOnceAndOnItsExecutor() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\n");
        Call call = running.parkedCall();

        assertThatThrownBy(() -> call.respond(RunningServer.text("x"), null)).hasMessageContaining("executor");

        RunningServer.answer(call, "once", null);
        assertThat(client.answer().body()).isEqualTo("once");
        var again = CompletableFuture.runAsync(() -> call.respond(RunningServer.text("twice"), null), call.executor());
        assertThatThrownBy(again::join).hasMessageContaining("answered already");
        assertThat(client.post("next").answer().body()).isEqualTo("POST /q null next");
    }

    @Test
    void anAnswerOfMegabytesArrivesWhole() {
        client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\n");
        String big = "0123456789".repeat(500_000);

        RunningServer.answer(running.parkedCall(), big, null);

        assertThat(client.answer().body()).isEqualTo(big);
    }

    @Test
    void anAddressInUseIsNamed() {
        var options = new HttpOptions(
                "127.0.0.1",
                running.server.port(),
                1,
                1,
                1 << 20,
                1 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));

        try (var second = new HttpServer(options, () -> call -> {}, transport)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + running.server.port());
        }
    }

    @Test
    void itsEventLoopsTurn() {
        assertThat(running.server.turned()).succeedsWithin(Duration.ofSeconds(5));
    }
}
