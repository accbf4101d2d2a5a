package dev.sluice.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.api.Call;
import dev.sluice.broker.http.RawClient.RawAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.sluice.broker.http.RunningServer#transports")
final class RefusedRequestTest {

    private static final int MAX_BYTES = RunningServer.OPTIONS.maxRequestBytes();

    private final Transport transport;
    private RunningServer running;

    RefusedRequestTest(Transport transport) {
        this.transport = transport;
        this.running = new RunningServer(transport);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void malformedRequestsGet400AndTheConnectionEnds() {
        Map<String, String> requests = new LinkedHashMap<>();
        requests.put("no request line", "hello\r\n\r\n");
        requests.put("no version", "GET /\r\n\r\n");
        requests.put("bad version", "GET / HTTP/x\r\nHost: h\r\n\r\n");
        requests.put("bad method", "G(T / HTTP/1.1\r\nHost: h\r\n\r\n");
        requests.put("target without a slash", "GET q HTTP/1.1\r\nHost: h\r\n\r\n");
        requests.put("bytes of TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n");
        requests.put("line too long", "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: h\r\n\r\n");
        requests.put("header too long", "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        requests.put("too many headers", "GET / HTTP/1.1\r\nHost: h\r\n" + "X: y\r\n".repeat(5_000) + "\r\n");
        requests.put("header without a colon", "GET / HTTP/1.1\r\nHost: h\r\nnonsense\r\n\r\n");
        requests.put("blank before the colon", "GET / HTTP/1.1\r\nHost : h\r\n\r\n");
        requests.put("bare line feed", "GET / HTTP/1.1\nHost: h\n\n");
        requests.put("no host", "GET / HTTP/1.1\r\n\r\n");
        requests.put("two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
        requests.put("negative length", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: -1\r\n\r\n");
        requests.put("length of letters", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: ten\r\n\r\n");
        requests.put(
                "length too big for a long",
                "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 99999999999999999999\r\n\r\n");
        requests.put("two lengths", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab");
        requests.put(
                "one length twice", "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na");
        requests.put("length and chunks", chunked("Content-Length: 3\r\n", "0\r\n\r\n"));
        requests.put("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        requests.put("bad chunk size", chunked("", "xyz\r\nabc\r\n0\r\n\r\n"));
        requests.put("negative chunk size", chunked("", "-1\r\nabc\r\n0\r\n\r\n"));
        requests.put("chunk size overflow", chunked("", "ffffffffff\r\nabc\r\n0\r\n\r\n"));
        requests.put("chunk longer than it says", chunked("", "2\r\nabc\r\n0\r\n\r\n"));
        requests.put("unfinished coding", "POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip\r\n\r\n");

        requests.forEach((what, request) -> {
            try (RawClient client = running.client()) {
                RawAnswer answer = client.send(request).answer();
                assertThat(answer.status()).as(what).isEqualTo(400);
                assertThat(answer.header("Connection")).as(what).isEqualTo("close");
                assertThat(answer.header("Content-Type")).as(what).startsWith("text/plain");
                assertThat(client.ended()).as(what).isTrue();
            }
        });
        assertThat(running.server.metrics().refusals(Refusal.MALFORMED)).isEqualTo(requests.size());
        assertThat(running.server.metrics().requests()).isZero();
        everybodyElseIsServed();
    }

    private static String chunked(String header, String body) {
        return "POST / HTTP/1.1\r\nHost: h\r\n" + header + "Transfer-Encoding: chunked\r\n\r\n" + body;
    }

    @Test
    void aMalformedRequestBehindAGoodOneIsRefusedAfterTheGoodOneIsAnswered() {
        try (RawClient client = running.client()) {
            client.send("GET /park HTTP/1.1\r\nHost: h\r\n\r\nnonsense\r\n\r\n");
            RunningServer.answer(running.parkedCall(), "good", null);

            assertThat(client.answer().body()).isEqualTo("good");
            assertThat(client.answer().status()).isEqualTo(400);
            assertThat(client.ended()).isTrue();
        }
    }

    @Test
    void otherVersionsCodingsAndExpectationsAreNamed() {
        assertThat(refused("GET / HTTP/2.0\r\nHost: h\r\n\r\n")).isEqualTo(505);
        assertThat(refused("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"))
                .isEqualTo(501);
        assertThat(refused("POST / HTTP/1.1\r\nHost: h\r\nExpect: miracles\r\nContent-Length: 1\r\n\r\na"))
                .isEqualTo(417);
    }

    @Test
    void aBodyAnnouncedTooLargeGets413BeforeItIsSent() {
        String head =
                "POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: " + (MAX_BYTES + 1) + "\r\n\r\n";

        assertThat(refused(head)).isEqualTo(413);
        assertThat(running.server.metrics().refusals(Refusal.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void aClientThatSendsAllOfATooLargeBodyStillReadsThe413() {
        String tooLarge = "x".repeat(4 * MAX_BYTES);

        assertThat(refused(
                        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + tooLarge.length() + "\r\n\r\n" + tooLarge))
                .isEqualTo(413);
    }

    @Test
    void chunksThatAddUpToTooMuchGet413() {
        String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";

        assertThat(refused(chunked("", chunk.repeat(MAX_BYTES / 65_536 + 1)))).isEqualTo(413);
        assertThat(running.server.metrics().bufferedBytes()).isZero();
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        String body = "x".repeat(MAX_BYTES);
        try (RawClient client = running.client()) {
            assertThat(client.post(body).answer().body()).endsWith(body);
            client.send(chunked("", Integer.toHexString(MAX_BYTES) + "\r\n" + body + "\r\n0\r\n\r\n"));
            assertThat(client.answer().body()).endsWith(body);
        }
    }

    @Test
    void moreBodiesThanThereIsRoomForGet503UntilOthersAreAnswered() {
        String body = "x".repeat(MAX_BYTES);
        List<RawClient> parked = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            RawClient client = running.client();
            client.send("POST /park HTTP/1.1\r\nHost: h\r\nContent-Length: " + MAX_BYTES + "\r\n\r\n" + body);
            parked.add(client);
            calls.add(running.parkedCall());
        }
        assertThat(running.server.metrics().bufferedBytes()).isEqualTo(4L * MAX_BYTES);

        try (RawClient client = running.client()) {
            RawAnswer answer = client.post("one more").answer();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(client.ended()).isTrue();
        }
        RunningServer.answer(calls.get(0), "done", null);
        assertThat(parked.get(0).answer().body()).isEqualTo("done");

        everybodyElseIsServed();
        parked.forEach(RawClient::close);
    }

    @Test
    void anAnnouncedBodyTakesNoRoomBeforeItComes() {
        List<RawClient> loris = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            loris.add(
                    running.client().send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + MAX_BYTES + "\r\n\r\nx"));
        }
        await().until(() -> running.server.metrics().bufferedBytes() > 0);

        everybodyElseIsServed();
        assertThat(running.server.metrics().bufferedBytes()).isLessThan(MAX_BYTES);
        loris.forEach(RawClient::reset);
        await().until(() -> running.server.metrics().bufferedBytes() == 0);
    }

    @Test
    void aRequestThatDoesNotArriveInTimeGets408() {
        restart(Duration.ofSeconds(60), Duration.ofMillis(200));

        assertThat(refused("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhel"))
                .isEqualTo(408);
        assertThat(refused("POST / HTTP/1.1\r\nHos")).isEqualTo(408);
        assertThat(refused("P")).isEqualTo(408);
        assertThat(running.server.metrics().refusals(Refusal.TIMED_OUT)).isEqualTo(3);
    }

    @Test
    void dribblingDoesNotProlongTheTimeForARequest() {
        restart(Duration.ofSeconds(60), Duration.ofMillis(300));

        try (RawClient client = running.client()) {
            client.send("GET / HTTP/1.1\r\nHost: h\r\n");
            await().pollInterval(Duration.ofMillis(20)).until(() -> {
                client.send("X: y\r\n");
                return running.server.metrics().refusals(Refusal.TIMED_OUT) == 1;
            });
            assertThat(client.answer().status()).isEqualTo(408);
        }
    }

    private int refused(String request) {
        try (RawClient client = running.client()) {
            int status = client.send(request).answer().status();
            assertThat(client.ended()).isTrue();
            return status;
        }
    }

    private void everybodyElseIsServed() {
        try (RawClient client = running.client()) {
            assertThat(client.post("good").answer().status()).isEqualTo(200);
        }
    }

    private void restart(Duration idleTimeout, Duration requestTimeout) {
        running.close();
        running = new RunningServer(transport, RunningServer.options(50, idleTimeout, requestTimeout));
    }
}
