package dev.sluice.broker.courier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a post that nobody waits for any more. */
class PosterTest {
    private static final int PATIENCE_MILLIS = 60_000;

    private Poster poster;
    private ServerSocket server;

    @BeforeEach
    void start() throws IOException {
        poster = new Poster(CourierOptions.DEFAULTS);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stop() throws IOException {
        poster.close();
        server.close();
    }

    @Test
    void whatIsUnderWayIsCutOff() throws Exception {
        var posted = post(() -> parcel("/"));
        try (Socket connection = accepted()) {
            assertThat(connection.getInputStream().read()).isEqualTo('P');

            posted.cancel(true);

            connection.getInputStream().readAllBytes(); // ends
        }
    }

    @Test
    void nothingIsPostedAnyMore() throws Exception {
        var givenUp = new CountDownLatch(1);
        var posted = post(() -> {
            await(givenUp);
            return parcel("late");
        });

        posted.cancel(true);
        givenUp.countDown();
        var other = post(() -> parcel("other"));

        try (Socket connection = accepted()) {
            var request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0)
                request.append((char) connection.getInputStream().read());
            assertThat(request).contains("X-Test: other");
        }
        other.cancel(true);
    }

    private CompletableFuture<HttpResponse<Void>> post(Supplier<Parcel> parcel) {
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
        return poster.post(url, false, Duration.ofMinutes(10), parcel, BodyHandlers.discarding());
    }

    private Socket accepted() throws IOException {
        Socket connection = server.accept();
        connection.setSoTimeout(PATIENCE_MILLIS);
        return connection;
    }

    private static Parcel parcel(String name) {
        return new Parcel(Map.of("X-Test", name), "x".getBytes(UTF_8));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
