package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests against a server that answers what the test tells it to. */
class ConnectionsTest {
    private static final String SILENCE = "";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Timer timer = new Timer("test-timer");
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final Connections connections = new Connections(Duration.ofSeconds(5), threads, timer);
    private final ServerSocket server;
    private final URI endpoint;

    ConnectionsTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        endpoint = URI.create("http://127.0.0.1:" + server.getLocalPort());
        threads.execute(this::accept);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        timer.close();
        threads.shutdownNow();
    }

    @Test
    void requestsFollowOneAnotherOnOneConnection() {
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: b\r\n\r\nhello");
        answers.add("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 503 Busy\r\ncontent-length:0\r\n\r\n");

        Answer first = post().join();
        Answer second = post().join();

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("x-a")).contains("b");
        assertThat(first.body()).asString().isEqualTo("hello");
        assertThat(second.status()).isEqualTo(503);
        assertThat(second.body()).isEmpty();
        assertThat(connected).hasValue(1);
    }

    @Test
    void chunksArePutTogether() {
        answers.add(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\nA\r\n, 10 bytes\r\n0\r\n\r\n");

        assertThat(post().join().body()).asString().isEqualTo("hello, 10 bytes");
    }

    @Test
    void whatTheServerClosesIsNotUsedAgain() {
        answers.add("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nto the end");
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        assertThat(post().join().body()).asString().isEqualTo("to the end");
        assertThat(post().join().status()).isEqualTo(200);
        assertThat(connected).hasValue(2);
    }

    @Test
    void anAnswerThatDoesNotComeIsATimeout() {
        answers.add(SILENCE);

        var answer = connections.post(endpoint, host(), Map.of(), new byte[2], Duration.ofMillis(50));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aRefusedConnectionIsSaidToBeOne() throws IOException {
        server.close();

        assertThatThrownBy(post()::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void whatIsNoHttpFails() {
        answers.add("hello\r\n\r\n");

        assertThatThrownBy(post()::join).isInstanceOf(CompletionException.class).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void closingLeavesNoConnectionOpen() {
        answers.add("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        post().join();

        connections.close();

        await().untilAsserted(() -> assertThat(ended).hasValue(1));
    }

    @Test
    void lineBreakInAHeaderIsRefused() {
        var answer =
                connections.post(endpoint, host(), Map.of("X-B", "c\r\nX-C: d"), new byte[2], Duration.ofSeconds(20));

        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    private CompletableFuture<Answer> post() {
        byte[] body = "{}".getBytes(ISO_8859_1);
        return connections.post(endpoint, host(), Map.of("X-B", "c"), body, Duration.ofSeconds(20));
    }

    private String host() {
        return "127.0.0.1:" + endpoint.getPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connected.incrementAndGet();
                threads.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** Each answer to one request; what says close is followed by that. */
    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            while (true) {
                for (String line = in.readLine(); line == null || !line.isEmpty(); line = in.readLine()) {
                    if (line == null) {
                        ended.incrementAndGet();
                        return;
                    }
                }
                if (in.skip(2) < 2) return;
                String answer = answers.take();
                socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
                if (answer.contains("close")) return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the client hung up", e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
