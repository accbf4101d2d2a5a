package dev.sluice.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** bin/sluice as a user has it: an unpacked distribution, reached through a symbolic link, in a path with a space. */
@Execution(ExecutionMode.SAME_THREAD)
class LauncherIT {
    @TempDir
    private static Path root;

    private static Path sluice;

    @TempDir
    private Path work;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void unpackADistribution() throws Exception {
        var home = Files.createDirectories(root.resolve("a home"));
        copy(Path.of("target/lib"), home.resolve("lib"));
        copy(Path.of("../bin"), home.resolve("bin"));
        assertThat(home.resolve("bin/sluice").toFile().setExecutable(true)).isTrue();
        sluice = Files.createSymbolicLink(root.resolve("sluice"), Path.of("a home/bin/sluice"));

        var prepared =
                new ProcessBuilder(sluice.toString(), "prepare").inheritIO().start();
        assertThat(prepared.waitFor()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.toList()) Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    @AfterEach
    void endWhatRuns() throws InterruptedException {
        for (var process : started) process.destroyForcibly().waitFor();
    }

    @Test
    void serverAnswersThenStopsOnSigtermWithinSeconds() throws Exception {
        int port = freePort();
        var server = startServer("data", port);
        awaitAnswer(server, port);

        server.destroy();

        assertThat(server.waitFor(10, SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(143);
        assertThat(output("data")).contains("stopped");
        assertThat(errors("data")).isEmpty();
    }

    @Test
    void queuesAreThereAfterTheNextStart() throws Exception {
        int port = freePort();
        var first = startServer("data", port);
        awaitAnswer(first, port);
        assertThat(ask(port, "/?Action=CreateQueue&QueueName=kept")).contains("/kept");
        first.destroyForcibly().waitFor();

        var second = startServer("data", port);
        awaitAnswer(second, port);

        assertThat(ask(port, "/?Action=ListQueues")).contains("/kept");
    }

    @Test
    void secondServerOnADataDirectoryIsRefusedWithTheFirstOnesProcessId() throws Exception {
        int port = freePort();
        var first = startServer("data", port);
        awaitAnswer(first, port);

        var second = start("second", "server", "--data", "data", "--port", "0", "--management-port", "0");

        assertThat(second.waitFor(30, SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(1);
        assertThat(errors("second"))
                .singleElement()
                .asString()
                .startsWith("sluice: the data directory " + work.resolve("data").toRealPath())
                .contains("in use by another broker (process " + first.pid() + ")");
    }

    @Test
    void portInUseIsRefusedByItsNumber() throws Exception {
        try (var taken = new ServerSocket(0)) {
            int port = taken.getLocalPort();

            var server = startServer("data", port);

            assertThat(server.waitFor(30, SECONDS)).isTrue();
            assertThat(server.exitValue()).isEqualTo(1);
            assertThat(errors("data")).singleElement().asString().contains(Integer.toString(port));
        }
    }

    @Test
    void unknownOptionInAFileIsRefusedNamingTheNearest() throws Exception {
        Files.writeString(work.resolve("my.conf"), "server.data.prot = 1");

        var server = start("bad", "server", "--config", "my.conf");

        assertThat(server.waitFor(30, SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(1);
        assertThat(errors("bad"))
                .containsExactly(
                        "sluice: unknown option server.data.prot (my.conf: 1); the nearest is server.data.port");
    }

    @Test
    void wrongUsageEndsWithTwo() throws Exception {
        var server = start("usage", "serve");

        assertThat(server.waitFor(30, SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(2);
    }

    private Process startServer(String data, int port) throws IOException {
        return start(
                data,
                "server",
                "--data",
                data,
                "--port",
                Integer.toString(port),
                "--management-port",
                "0",
                "--set",
                "storage.minimum-free=0");
    }

    private Process start(String name, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(sluice.toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectOutput(work.resolve(name + ".out").toFile())
                .redirectError(work.resolve(name + ".err").toFile());
        var process = builder.start();
        started.add(process);
        return process;
    }

    private void awaitAnswer(Process server, int port) {
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(server.isAlive()).isTrue();
            try {
                return ask(port, "/?Action=ListQueues").contains("ListQueuesResponse");
            } catch (IOException notYet) {
                return false;
            }
        });
    }

    private String ask(int port, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + query))
                .build();
        return http.send(request, BodyHandlers.ofString(UTF_8)).body();
    }

    private String output(String name) throws IOException {
        return Files.readString(work.resolve(name + ".out"));
    }

    private List<String> errors(String name) throws IOException {
        return Files.readAllLines(work.resolve(name + ".err"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
