package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Json;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do wrong, by accident or on purpose, beside one that does not and must not notice. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
class HostileClientIT {
    private static final int MEBIBYTE = 1 << 20;
    private static final long SANE_BYTES = 700L * MEBIBYTE;
    private static final long SEED = 7;

    private BrokerProcess broker;
    private Management management;
    private SteadyClient steady;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        broker =
                BrokerProcess.start(directory.resolve("data"), "limits.request-timeout=1s", "limits.request-size=2MiB");
        management = new Management(broker.management());
        steady = new SteadyClient(broker.endpoint());
    }

    @AfterEach
    void brokerIsHealthyAndTheSteadyClientUnharmed() throws IOException {
        steady.assertUnharmed();
        assertThat(management.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(management.get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(management.residentBytes(broker.pid())).as("resident memory").isLessThan(SANE_BYTES);
    }

    @AfterAll
    void stop() throws IOException {
        steady.close();
        assertThat(broker.stop()).as(broker.output()).isEqualTo(143);
        assertThat(broker.output()).doesNotContain("ERROR").doesNotContain("LEAK");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HT",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Le",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"Queue"
            })
    void halfSentRequestIsGivenUp(String half) throws IOException {
        try (WireConnection connection = connect()) {
            connection.send(half);

            assertRefusedOrClosed(connection, 408);
        }
    }

    private WireConnection connect() throws IOException {
        return new WireConnection(broker.endpoint());
    }

    /** Some answer with one of these statuses, then the end; or the end at once. */
    private static void assertRefusedOrClosed(WireConnection connection, Integer... statuses) throws IOException {
        if (connection.isClosedByPeer()) return;
        assertThat(connection.readAnswer().status()).isIn((Object[]) statuses);
        assertThat(connection.isClosedByPeer()).isTrue();
    }

    @Test
    void clientsThatWriteAByteAtATimeAreGivenUp() throws IOException {
        List<WireConnection> slow = new ArrayList<>();
        for (int i = 0; i < 50; i++) slow.add(connect());
        String request = WireConnection.jsonRequest("ListQueues", "{}");

        for (int i = 0; i < 20; i++) {
            for (WireConnection connection : slow) connection.send(request.substring(i, i + 1));
        }

        for (WireConnection connection : slow) {
            assertRefusedOrClosed(connection, 408);
            connection.close();
        }
    }

    @Test
    void garbageIsRefused() throws IOException {
        Random random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            byte[] garbage = new byte[1 + random.nextInt(10_000)];
            random.nextBytes(garbage);
            try (WireConnection connection = connect()) {
                connection.send(garbage);
                connection.send("\r\n\r\n");
                assertEndsSomehow(connection);
            }
        }
    }

    /** With any refusal, or by a reset because more was sent than was read. */
    private static void assertEndsSomehow(WireConnection connection) {
        try {
            if (connection.isClosedByPeer()) return;
            assertThat(connection.readAnswer().status()).isBetween(400, 499);
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n",
                "POST / HTTP/1.1\r\nno colon in this header\r\n\r\n",
                "POST / HTTP/9.9\r\nHost: x\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void requestThatIsNotHttpIsRefused(String bytes) throws IOException {
        try (WireConnection connection = connect()) {
            connection.send(bytes);

            assertRefusedOrClosed(connection, 400, 505);
        }
    }

    @Test
    void endlessHeaderIsRefused() throws IOException {
        try (WireConnection connection = connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(1 << 17) + "\r\n\r\n");

            assertEndsSomehow(connection);
        }
    }

    @Test
    void bodyAnnouncedTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (WireConnection connection = connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2097153\r\n\r\n");

            assertThat(connection.readAnswer().status()).isEqualTo(413);
        }
    }

    @Test
    void chunksThatGrowTooLargeAreRefused() throws IOException {
        String chunk = Integer.toHexString(MEBIBYTE) + "\r\n" + "x".repeat(MEBIBYTE) + "\r\n";
        try (WireConnection connection = connect()) {
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.send(chunk);
            connection.send(chunk);
            connection.send("1\r\nx\r\n");

            assertThat(connection.readAnswer().status()).isEqualTo(413);
        }
    }

    @Test
    void thousandsOfConnectionsComeAndGo() throws IOException {
        String request = WireConnection.jsonRequest("ListQueues", "{}");
        for (int i = 0; i < 3_000; i++) {
            try (WireConnection connection = connect()) {
                if (i % 3 == 1) connection.send(request);
                if (i % 3 == 2) connection.send(request.substring(0, i % request.length()));
                if (i % 2 == 0) connection.reset();
            }
        }
    }

    @Test
    void clientThatAsksForMuchAndReadsNothingFillsNobodysMemory() throws IOException {
        String queue = "large";
        try (WireConnection connection = connect()) {
            connection.call("CreateQueue", Members.of("QueueName", queue));
            connection.call("SendMessage", Members.of("QueueUrl", queue, "MessageBody", "x".repeat(MEBIBYTE)));
        }
        String receive = WireConnection.jsonRequest(
                "ReceiveMessage", Json.write(Members.of("QueueUrl", queue, "VisibilityTimeout", 0)));

        List<WireConnection> deaf = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            deaf.add(connect());
            deaf.get(i).send(receive.repeat(50));
        }

        steady.assertUnharmed();
        assertThat(management.residentBytes(broker.pid())).isLessThan(SANE_BYTES);
        for (WireConnection connection : deaf) connection.reset();
    }

    @Test
    void requestsSentAheadAreAnsweredInOrder() throws IOException {
        try (WireConnection connection = connect()) {
            var requests = new StringBuilder();
            for (int i = 0; i < 100; i++) {
                String name = "ahead-" + i;
                requests.append(WireConnection.jsonRequest("CreateQueue", Json.write(Members.of("QueueName", name))));
            }
            connection.send(requests.toString());

            for (int i = 0; i < 100; i++) {
                assertThat(connection.readAnswer().members().text("QueueUrl")).endsWith("/ahead-" + i);
            }
        }
    }
}
