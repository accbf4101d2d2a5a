package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** That a client of SNS gets through to SNS on the port of SQS, and understands what it is told. */
@TestInstance(Lifecycle.PER_CLASS)
class SnsServiceIT {
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
    void theCliGetsAResult() throws Exception {
        String endpoint = broker.endpoint().toString();

        String answer =
                Tools.run("aws", "sns", "list-origination-numbers", "--endpoint-url", endpoint, "--output", "json");

        assertThat(answer).contains("\"PhoneNumbers\": []");
    }

    @Test
    @EnabledIf(
            value = "dev.sluice.broker.suite.BotoSqs#isInstalled",
            disabledReason = "python3 with boto3 is not installed")
    void boto3GetsResultsAndTypedFaults() throws Exception {
        String program = """
                import boto3
                sns = boto3.client("sns", endpoint_url="%s")
                assert sns.list_origination_numbers(MaxResults=30)["PhoneNumbers"] == []
                try:
                    sns.list_origination_numbers(NextToken="x")
                except sns.exceptions.InvalidParameterException as fault:
                    told = fault.response
                    assert told["Error"]["Type"] == "Sender" and told["ResponseMetadata"]["HTTPStatusCode"] == 400
                    request_id = told["ResponseMetadata"]["RequestId"]
                    assert request_id == told["ResponseMetadata"]["HTTPHeaders"]["x-amzn-requestid"]
                    print(told["Error"]["Message"])
                """.formatted(broker.endpoint());

        assertThat(Tools.run("python3", "-c", program)).isEqualTo("Invalid parameter: NextToken\n");
    }
}
