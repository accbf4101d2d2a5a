package dev.sluice.broker.suite;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** SNS through the AWS CLI against a broker started as an operator would. */
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
@EnabledIf(value = "dev.sluice.broker.suite.CliSqs#isInstalled", disabledReason = "the AWS CLI is not installed")
class SnsCliIT implements SnsEssentialScenarios {
    private BrokerProcess broker;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = BrokerProcess.start(directory.resolve("data"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Override
    public Sqs sns(String accessKey, String region) {
        return new CliSqs(broker.endpoint(), "sns").open(accessKey, region);
    }

    @Override
    public Sqs sqs(String accessKey, String region) {
        return new JsonSqs(broker.endpoint()).open(accessKey, region);
    }
}
