package dev.sluice.broker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sluice.broker.api.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that come in numbers, wait, leave, or stay when the server goes. */
@ParameterizedClass
@MethodSource("dev.sluice.broker.http.RunningServer#transports")
final class ConnectionLifeTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String PARK = "GET /park HTTP/1.1\r\nHost: h\r\n\r\n";

    private final Transport transport;
    private RunningServer running;

    ConnectionLifeTest(Transport transport) {
        this.transport = transport;
        this.running = new RunningServer(transport);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aClientThatLeavesWhileItsCallWaitsIsNoticed() {
        var gone = new AtomicInteger();
        RawClient client = running.client().send(PARK);
        onGone(running.parkedCall(), gone::incrementAndGet);

        client.close();

        await().untilAtomic(gone, value -> assertThat(value).isEqualTo(1));
    }

    @Test
    void aClientThatResetsTheConnectionIsNoticed() {
        var gone = new AtomicInteger();
        RawClient client = running.client().send(PARK);
        onGone(running.parkedCall(), gone::incrementAndGet);

        client.reset();

        await().untilAtomic(gone, value -> assertThat(value).isEqualTo(1));
    }

    @Test
    void aClientThatLeavesWithPipelinedRequestsWaitingIsNoticed() {
        var gone = new AtomicInteger();
        RawClient client = running.client().send(PARK).post("never served").post("nor this");
        onGone(running.parkedCall(), gone::incrementAndGet);

        client.close();

        await().untilAtomic(gone, value -> assertThat(value).isEqualTo(1));
        assertThat(running.server.metrics().requests()).isEqualTo(1);
    }

    @Test
    void onceAnsweredNobodyCaresWhetherTheClientLeaves() {
        var gone = new AtomicInteger();
        RawClient client = running.client().send(PARK);
        Call call = running.parkedCall();
        onGone(call, gone::incrementAndGet);

        RunningServer.answer(call, "answer", null);
        assertThat(client.answer().body()).isEqualTo("answer");
        client.close();

        await().until(() -> running.server.metrics().openConnections() == 0);
        assertThat(gone).hasValue(0);
    }

    @Test
    void theAnswerToAClientThatHasLeftIsUndelivered() {
        var undelivered = new CompletableFuture<Void>();
        RawClient client = running.client().send(PARK);
        Call call = running.parkedCall();
        client.close();
        await().until(() -> running.server.metrics().openConnections() == 0);

        RunningServer.answer(call, "too late", () -> undelivered.complete(null));

        assertThat(undelivered).succeedsWithin(Duration.ofSeconds(2));
        assertThat(running.server.metrics().undelivered()).isEqualTo(1);
    }

    @Test
    void anAnswerThatCannotBeWrittenWholeIsUndelivered() {
        var undelivered = new CompletableFuture<Void>();
        RawClient client = running.client().send(PARK);
        Call call = running.parkedCall();

        RunningServer.answer(call, "x".repeat(20_000_000), () -> undelivered.complete(null));
        assertThat(running.client().post("").answer().status()).isEqualTo(200); // the answer has filled the socket
        client.reset();

        assertThat(undelivered).succeedsWithin(Duration.ofSeconds(2));
    }

    @Test
    void anAnswerThatArrivesIsNotUndelivered() {
        var undelivered = new AtomicInteger();
        try (RawClient client = running.client().send(PARK)) {
            RunningServer.answer(running.parkedCall(), "here", undelivered::incrementAndGet);
            assertThat(client.answer().body()).isEqualTo("here");
        }
        await().until(() -> running.server.metrics().openConnections() == 0);

        assertThat(undelivered).hasValue(0);
    }

    @Test
    void anActionForAClientAlreadyGoneRunsAtOnce() {
        var gone = new AtomicInteger();
        RawClient client = running.client().send(PARK);
        Call call = running.parkedCall();
        client.close();
        await().until(() -> running.server.metrics().openConnections() == 0);

        onGone(call, gone::incrementAndGet);

        assertThat(gone).hasValue(1);
    }

    @Test
    void theBodyOfACallWhoseClientLeftGivesItsRoomBack() {
        RawClient client = running.client();
        client.send("POST /park HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody");
        Call call = running.parkedCall();
        client.close();
        await().until(() -> running.server.metrics().openConnections() == 0);
        assertThat(running.server.metrics().bufferedBytes()).isEqualTo(4); // whoever has the call may still hold it

        RunningServer.answer(call, "", null);

        await().until(() -> running.server.metrics().bufferedBytes() == 0);
    }

    @Test
    void aCallThatSaysItMayWaitLetsItsRequestGo() {
        try (RawClient client = running.client()) {
            client.send("POST /park HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbody");
            Call call = running.parkedCall();
            assertThat(running.server.metrics().bufferedBytes()).isEqualTo(4);

            onGone(call, () -> {});

            assertThat(running.server.metrics().bufferedBytes()).isZero();
            assertThat(call.path()).isEqualTo("/park");
            assertThatThrownBy(call::body).hasMessageContaining("let go");
            assertThatThrownBy(() -> call.header("Host")).hasMessageContaining("let go");
            RunningServer.answer(call, "answer", null);
            assertThat(client.answer().body()).isEqualTo("answer");
        }
    }

    @Test
    void aClientThatReadsNoAnswersIsServedNoFurther() {
        RawClient client = running.client();
        String body = "x".repeat(100_000);
        var sender = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 500; i++) client.post(body);
        });
        long answeredBytes = 500L * body.length();

        await().until(() -> nothingMovesFor(Duration.ofMillis(200)));
        assertThat(running.server.metrics().bytesOut()).isLessThan(answeredBytes);

        for (int i = 0; i < 500; i++) assertThat(client.answer().status()).isEqualTo(200);
        sender.join();
    }

    private boolean nothingMovesFor(Duration time) {
        long before = running.server.metrics().bytesOut();
        if (before == 0) return false;
        await().pollDelay(time).until(() -> true);
        return running.server.metrics().bytesOut() == before;
    }

    @Test
    void connectionsOverTheLimitAreClosedOnArrival() {
        restart(RunningServer.options(2, LONG, LONG));
        RawClient first = running.client();
        assertThat(first.post("").answer().status()).isEqualTo(200);
        RawClient second = running.client();
        assertThat(second.post("").answer().status()).isEqualTo(200);

        assertThat(running.client().ended()).isTrue();
        assertThat(running.server.metrics().refusedConnections()).isEqualTo(1);
        assertThat(first.post("").answer().status()).isEqualTo(200);

        second.close();
        await().until(() -> running.server.metrics().openConnections() == 1);
        assertThat(running.client().post("").answer().status()).isEqualTo(200);
    }

    @Test
    void idleConnectionsAreClosedAndCallsThatWaitAreNot() {
        restart(RunningServer.options(50, Duration.ofMillis(200), LONG));
        RawClient waiting = running.client().send(PARK);
        Call call = running.parkedCall();
        RawClient silent = running.client();
        RawClient idle = running.client();
        assertThat(idle.post("").answer().status()).isEqualTo(200);

        assertThat(silent.ended()).isTrue();
        assertThat(idle.ended()).isTrue();

        RunningServer.answer(call, "after longer than the idle timeout", null);
        assertThat(waiting.answer().body()).isEqualTo("after longer than the idle timeout");
        assertThat(waiting.ended()).isTrue();
    }

    @Test
    void stopFinishesRequestsInProgressAndClosesTheRest() throws Exception {
        RawClient idle = running.client();
        assertThat(idle.post("").answer().status()).isEqualTo(200);
        RawClient half = running.client().send("POST /half HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nbo");
        await().until(() -> running.server.metrics().bufferedBytes() == 4);
        RawClient waiting = running.client().send(PARK);
        Call call = running.parkedCall();

        var stopped = stopWithin(LONG);

        assertThat(idle.ended()).isTrue();
        assertThat(half.send("dy").answer().body()).isEqualTo("POST /half null body");
        assertThat(half.ended()).isTrue();
        assertThat(stopped).isNotDone();
        RunningServer.answer(call, "finished", null);
        var answer = waiting.answer();
        assertThat(answer.body()).isEqualTo("finished");
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
        assertThat(accepts(running.server.port())).isFalse();
    }

    @Test
    void stopClosesWhatIsLeftAtTheDeadlineAndLeavesTheExecutorsAlive() throws Exception {
        var gone = new AtomicInteger();
        var undelivered = new CompletableFuture<Void>();
        RawClient waiting = running.client().send(PARK);
        onGone(running.parkedCall(), gone::incrementAndGet);
        RawClient sending = running.client().send(PARK);
        Call call = running.parkedCall();

        assertThat(stopWithin(Duration.ofMillis(100)))
                .succeedsWithin(Duration.ofSeconds(5))
                .isEqualTo(false);

        assertThat(waiting.ended()).isTrue();
        assertThat(sending.ended()).isTrue();
        assertThat(gone).hasValue(1);
        RunningServer.answer(call, "too late", () -> undelivered.complete(null));
        assertThat(undelivered).succeedsWithin(Duration.ofSeconds(2));
    }

    @Test
    void aServerWithoutConnectionsStopsAtOnce() {
        assertThat(stopWithin(LONG)).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(true);
    }

    @Test
    void manyWaitingCallsNeedNoFurtherThread() {
        restart(RunningServer.options(500, LONG, LONG));
        assertThat(running.client().post("").answer().status()).isEqualTo(200);
        int threads = Thread.activeCount();
        List<RawClient> clients = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            clients.add(running.client().send(PARK));
            calls.add(running.parkedCall());
        }

        assertThat(Thread.activeCount()).isLessThanOrEqualTo(threads);
        for (int i = 0; i < 300; i++) RunningServer.answer(calls.get(i), "" + i, null);
        for (int i = 0; i < 300; i++) assertThat(clients.get(i).answer().body()).isEqualTo("" + i);
        clients.forEach(RawClient::close);
    }

    private static void onGone(Call call, Runnable action) {
        CompletableFuture.runAsync(() -> call.onClientGone(action), call.executor())
                .join();
    }

    private CompletableFuture<Boolean> stopWithin(Duration deadline) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return running.server.stop(deadline);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static boolean accepts(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (java.net.ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restart(HttpOptions options) {
        running.close();
        running = new RunningServer(transport, options);
    }
}
