package dev.sluice.broker.suite;

import java.net.URI;
import org.junit.jupiter.api.condition.EnabledIf;

@EnabledIf(
        value = "dev.sluice.broker.suite.BotoSqs#isInstalled",
        disabledReason = "python3 with boto3 is not installed")
class SnsBotoIT extends SnsContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new BotoSqs(endpoint, "sns");
    }
}
