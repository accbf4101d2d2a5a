package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice scaling}, and what docs/scaling.md says to do with it, against a running broker. */
@TestInstance(Lifecycle.PER_CLASS)
class ScalingCommandIT {
    private static final Path DOCS = Path.of("..", "docs", "scaling.md");

    private Path directory;
    private LocalBroker broker;
    private Sqs sqs;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException {
        directory = temporary;
        broker = LocalBroker.start(temporary);
        sqs = new JsonSqs(broker.endpoint()).open("test", Scenarios.REGION);
        for (String command : List.of("aws", "docker", "systemctl")) standIn(command);
        TestQueue queue = TestQueue.create(sqs, "video-jobs");
        ScalingPort scaling = ScalingPort.of(broker);
        for (int i = 0; i < 30; i++) queue.send("job");
        // The first look may see but some of the messages: a short latency has the last worker asked for soon all the
        // same.
        String policy = "{\"mode\":\"backlog\",\"targetLatencySeconds\":2}";
        await().untilAsserted(() -> assertThat(
                        scaling.send("PUT", "queues/video-jobs/policy", policy).statusCode())
                .isEqualTo(200));
        await().untilAsserted(() ->
                assertThat(scaling.get("queues/video-jobs/desired").body()).isEqualTo("3\n"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** A program of this name that only notes how it was called; as systemctl it knows of two running workers. */
    private void standIn(String name) throws IOException {
        Path program = directory.resolve(name);
        Files.writeString(program, """
                #!/bin/sh
                echo "%s $*" >> "%s"
                case $1 in list-units) printf 'worker@1.service loaded active\\nworker@7.service loaded active\\n' ;; esac
                """.formatted(name, directory.resolve("calls")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private SluiceCommand run(String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(SluiceCommand.line(arguments)).redirectErrorStream(true);
        Path bin = Path.of("..", "bin").toAbsolutePath().normalize();
        builder.environment().merge("PATH", "", (path, none) -> directory + ":" + bin + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new SluiceCommand(process.waitFor(), output);
    }

    private String calls() throws IOException {
        return Files.readString(directory.resolve("calls"));
    }

    private String url() {
        return broker.management().toString();
    }

    @Test
    void documentedCommandsSetTheNumberOfWorkers() throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(DOCS).stream()
                .filter(line -> line.startsWith("sluice scaling exec --queue"))
                .toList();
        assertThat(lines).hasSize(3);
        for (String line : lines) {
            List<String> words = new ArrayList<>(Arrays.asList(line.split(" ")));
            words.remove(0);
            words.addAll(words.indexOf("--"), List.of("--once", "--url", url()));
            SluiceCommand command = run(words.toArray(String[]::new));
            assertThat(command.exitStatus()).as(command.output()).isZero();
            assertThat(command.output()).contains("video-jobs ? -> 3 (sized)".replace("sized", "no-estimate"));
        }

        assertThat(calls())
                .contains("aws autoscaling set-desired-capacity --auto-scaling-group-name video"
                        + " --desired-capacity 3 --no-honor-cooldown\n")
                .contains("docker compose up -d --no-recreate --scale worker=3 worker\n")
                .contains("systemctl stop --no-block worker@7.service\n")
                .contains("systemctl start --no-block worker@2.service\n")
                .contains("systemctl start --no-block worker@3.service\n")
                .doesNotContain("worker@1.service");
    }

    @Test
    void documentedPathsOfKedaLeadToANumber() throws IOException {
        String docs = Files.readString(DOCS);
        Matcher trigger = Pattern.compile("url: \"http://sluice:9325(/[^\"]*)\", valueLocation: (\\w+)")
                .matcher(docs);
        assertThat(trigger.find()).isTrue();

        var hint = ScalingPort.of(broker).document(trigger.group(1).replace("/scaling/v1/", ""));

        assertThat(hint.number(trigger.group(2))).isEqualTo(3);
    }

    @Test
    void kedaFindsTheAttributesItAsksForAtAUrlOfTwoSegments() throws IOException {
        Matcher queue = Pattern.compile("queueURL: \"http://sluice:9324(/\\d{12}/[^\"/]+)\"")
                .matcher(Files.readString(DOCS));
        assertThat(queue.find()).isTrue();
        String[] names = {
            "ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed"
        };

        Members answer = sqs.call(
                "GetQueueAttributes",
                Members.of("QueueUrl", broker.endpoint() + queue.group(1), "AttributeNames", Arrays.asList(names)));

        for (String name : names)
            assertThat(answer.members("Attributes").text(name)).matches("\\d+");
    }

    @Test
    void showHasARowForEachQueue() throws IOException, InterruptedException {
        assertThat(run("scaling", "show", "--url", url()).output()).contains("NAME", "WORKERS", "video-jobs");
        assertThat(run("scaling", "show", "video-jobs", "-o", "name", "--url", url())
                        .output())
                .isEqualTo("video-jobs\n");
        assertThat(run("scaling", "show", "video-jobs", "-o", "json", "--url", url())
                        .output())
                .contains("\"desiredReplicas\":3");
    }

    @Test
    void whatGoesWrongHasItsExitCode() throws IOException, InterruptedException {
        assertThat(run("scaling", "show", "none", "--url", url()).exitStatus()).isEqualTo(3);
        assertThat(run("scaling", "exec", "--once", "--url", url(), "--", "true")
                        .exitStatus())
                .isEqualTo(2);
        assertThat(run("scaling", "show", "--url", "http://127.0.0.1:1").exitStatus())
                .isEqualTo(5);
        assertThat(run("scaling", "exec", "video-jobs", "--once", "--url", url(), "--", "false")
                        .exitStatus())
                .isEqualTo(1);
    }

    @Test
    void limitsOfACommandGoBeforeTheHint() throws IOException, InterruptedException {
        SluiceCommand command = run(
                "scaling", "exec", "video-jobs", "--max", "2", "--once", "--dry-run", "--url", url(), "--", "false");

        assertThat(command.exitStatus()).isZero();
        assertThat(command.output()).contains("? -> 2");
    }

    @Test
    void aTraceIsSimulatedFromAFile() throws IOException, InterruptedException {
        Path trace = Files.writeString(
                directory.resolve("trace"),
                "{\"t\":0,\"n\":10,\"service\":\"exp:20\"}\n{\"t\":600,\"n\":1000,\"service\":\"exp:20\"}\n");

        SluiceCommand command = run(
                "scaling",
                "simulate",
                "video-jobs",
                "--trace",
                trace.toString(),
                "--policy",
                "mode=latency",
                "--url",
                url());

        assertThat(command.exitStatus()).as(command.output()).isZero();
        assertThat(command.output()).contains("workerHours", "SIMULATED", "PRESENT");
    }
}
