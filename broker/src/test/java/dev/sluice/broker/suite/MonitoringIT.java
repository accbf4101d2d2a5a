package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard and the alerts in {@code docker}, and what documents say of metrics, against those of a broker at work. */
@TestInstance(Lifecycle.PER_CLASS)
class MonitoringIT {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final Path DASHBOARD = DOCKER.resolve("grafana/dashboards/sluice.json");
    private static final Path ALERTS = DOCKER.resolve("prometheus/sluice-alerts.yaml");

    /** A metric of a broker with its selector, if it has one. What Prometheus adds itself, such as {@code up}, is not looked at. */
    private static final Pattern METRIC = Pattern.compile("\\b((?:sluice|jvm|process)_\\w+)(?:\\{([^}]*)})?");

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"$]*)\"");

    private LocalBroker broker;

    @BeforeAll
    void haveABrokerDoSomethingOfEverything(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
        Sqs sqs = new JsonSqs(broker.endpoint()).open("test", Scenarios.REGION);
        Sqs sns = new QuerySns(broker.endpoint()).open("test", Scenarios.REGION);
        TestQueue dead = TestQueue.create(sqs, "video-jobs-dlq");
        TestQueue jobs = TestQueue.create(sqs, "video-jobs");
        jobs.set("RedrivePolicy", redrive(dead, ",\"maxReceiveCount\":5"));
        jobs.send("done");
        jobs.send("waits");
        jobs.delete(jobs.receiveOne());
        TestTopic topic = TestTopic.create(sns, "orders", Members.of());
        TestQueue lost = TestQueue.create(sqs, "orders-dlq");
        topic.subscribe(jobs, "RedrivePolicy", redrive(lost, ""));
        topic.call("Subscribe", "Protocol", "http", "Endpoint", "http://127.0.0.1:1/nobody");
        topic.publish("an order");
    }

    private static String redrive(TestQueue to, String more) {
        return "{\"deadLetterTargetArn\":\"" + DeadLetterScenarios.arn(to) + "\"" + more + "}";
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private List<String> series() {
        return ScalingPort.of(broker).metrics().lines().toList();
    }

    @Test
    void everySeriesThatTheDashboardAsksForIsThere() {
        List<String> expressions = texts(DASHBOARD, "expr", "query");

        assertThat(expressions).hasSizeGreaterThan(50);
        await().untilAsserted(() -> assertThat(missing(expressions)).isEmpty());
    }

    @Test
    void everySeriesThatAnAlertLooksAtIsThere() {
        List<String> expressions = texts(ALERTS, "expr");

        assertThat(expressions).hasSizeGreaterThan(10);
        await().untilAsserted(() -> assertThat(missing(expressions)).isEmpty());
    }

    @Test
    void everySeriesThatIsWrittenOfIsThere() throws IOException {
        for (String document : List.of("monitoring.md", "scaling.md")) {
            String text = Files.readString(Path.of("..", "docs", document));

            await().untilAsserted(() -> assertThat(missing(List.of(text))).isEmpty());
        }
    }

    @Test
    void queuesThatRedrivePoliciesNameAreToldApart() {
        assertThat(series().stream().filter(line -> line.startsWith("sluice_queue_dead_letter_queue{")))
                .hasSize(2)
                .anyMatch(line -> line.contains("queue=\"video-jobs-dlq\"") && line.endsWith(" 1.0"))
                .anyMatch(line -> line.contains("queue=\"orders-dlq\"") && line.endsWith(" 1.0"));
    }

    @Test
    void everyOtherFileCanBeReadAsWell() throws IOException {
        try (Stream<Path> files = Files.walk(DOCKER)) {
            List<Path> yaml =
                    files.filter(file -> file.toString().matches(".*\\.ya?ml")).toList();
            assertThat(yaml)
                    .hasSizeGreaterThan(4)
                    .allSatisfy(file -> assertThat(texts(file)).isEmpty());
        }
    }

    private Set<String> missing(List<String> expressions) {
        List<String> series = series();
        var missing = new TreeSet<String>();
        for (String expression : expressions) {
            Matcher metric = METRIC.matcher(expression);
            while (metric.find()) {
                String name = metric.group(1);
                List<String> labels = labels(metric.group(2));
                boolean there = series.stream()
                        .anyMatch(line -> line.matches(name + "(_bucket)?[ {].*")
                                && labels.stream().allMatch(line::contains));
                if (!there) missing.add(metric.group());
            }
        }
        return missing;
    }

    /** Those that have to be exactly so; Prometheus adds the job. */
    private static List<String> labels(String selector) {
        List<String> labels = new ArrayList<>();
        Matcher label = LABEL.matcher(selector == null ? "" : selector);
        while (label.find()) if (!label.group(1).equals("job")) labels.add(label.group());
        return labels;
    }

    /** The values of all fields of these names. */
    private static List<String> texts(Path file, String... names) {
        JsonFactory format = file.toString().endsWith(".json") ? new JsonFactory() : new YAMLFactory();
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = format.createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && Arrays.asList(names).contains(parser.currentName())) {
                    texts.add(parser.getText());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
        return texts;
    }
}
