package dev.sluice.broker.suite;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** All scenarios of SNS against a broker in this JVM, by one kind of client. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class SnsContract implements SnsScenarios {
    private final Map<String, Sqs> clients = new ConcurrentHashMap<>();
    private LocalBroker broker;
    private Sqs.Kind kind;
    private Sqs.Kind queues;

    /** The kind of client to run the scenarios with. */
    abstract Sqs.Kind connect(URI endpoint);

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
        kind = connect(broker.endpoint());
        queues = new JsonSqs(broker.endpoint());
    }

    @AfterAll
    void stop() {
        kind.close();
        queues.close();
        broker.close();
    }

    @Override
    public Sqs sns(String accessKey, String region) {
        return clients.computeIfAbsent("sns/" + accessKey + "/" + region, both -> kind.open(accessKey, region));
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return clients.computeIfAbsent("sqs/" + accessKey + "/" + region, both -> queues.open(accessKey, region));
    }
}
