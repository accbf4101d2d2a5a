package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Who the caller is, as AWS's own tools ask it. */
@TestInstance(Lifecycle.PER_CLASS)
class StsIT {
    private static final Map<String, String> IDENTITY =
            Map.of("Account", "123456789012", "Arn", "arn:aws:iam::123456789012:root", "UserId", "123456789012");

    private LocalBroker broker;

    @BeforeAll
    void start(@TempDir Path directory) {
        broker = LocalBroker.start(directory);
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    @EnabledIf(value = "dev.sluice.broker.suite.CliSqs#isInstalled", disabledReason = "the AWS CLI is not installed")
    void theCliIsToldItsAccount() throws Exception {
        String endpoint = broker.endpoint().toString();

        String answer = Tools.run("aws", "sts", "get-caller-identity", "--endpoint-url", endpoint, "--output", "json");

        assertThat(Json.read(answer).texts()).isEqualTo(IDENTITY);
    }

    @Test
    @EnabledIf(
            value = "dev.sluice.broker.suite.BotoSqs#isInstalled",
            disabledReason = "python3 with boto3 is not installed")
    void boto3IsToldItsAccount() throws Exception {
        String program = """
                import boto3, json
                identity = boto3.client("sts", endpoint_url="%s").get_caller_identity()
                identity.pop("ResponseMetadata")
                print(json.dumps(identity))
                """.formatted(broker.endpoint());

        assertThat(Json.read(Tools.run("python3", "-c", program)).texts()).isEqualTo(IDENTITY);
    }
}
