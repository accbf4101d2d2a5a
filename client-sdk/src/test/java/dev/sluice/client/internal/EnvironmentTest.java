package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final Map<String, String> NOTHING = Map.of();

    @Test
    void endpointIsThisMachinesUnlessTheEnvironmentSaysOtherwise() {
        assertThat(Environment.endpoints(NOTHING)).containsExactly(URI.create("http://127.0.0.1:9324/"));
        assertThat(Environment.endpoints(Map.of("AWS_ENDPOINT_URL", "http://a:1")))
                .containsExactly(URI.create("http://a:1/"));
        assertThat(Environment.endpoints(
                        Map.of("AWS_ENDPOINT_URL", "http://a:1", "AWS_ENDPOINT_URL_SQS", "http://b:1")))
                .containsExactly(URI.create("http://b:1/"));
        assertThat(Environment.endpoints(
                        Map.of("AWS_ENDPOINT_URL_SQS", "http://b:1", "SLUICE_ENDPOINT", "http://c:1, https://d")))
                .containsExactly(URI.create("http://c:1/"), URI.create("https://d/"));
    }

    @Test
    void topicsAreWhereTheQueuesAreUnlessTheEnvironmentSaysOtherwise() {
        var queues = Environment.endpoints(Map.of("AWS_ENDPOINT_URL_SQS", "http://b:1"));

        assertThat(Environment.topicEndpoints(queues)).isEqualTo(queues);
        assertThat(Environment.topicEndpoints(queues, NOTHING)).isEqualTo(queues);
        assertThat(Environment.topicEndpoints(
                        queues, Map.of("AWS_ENDPOINT_URL", "http://a:1", "AWS_ENDPOINT_URL_SNS", "http://c:1")))
                .containsExactly(URI.create("http://c:1/"));
    }

    @Test
    void hintsAreAtTheManagementPortThatTheEnvironmentNamesOrWhereTheQueuesAre() {
        var queues = List.of(URI.create("http://a:1/"));

        assertThat(Environment.hintEndpoints(queues, NOTHING)).isEqualTo(queues);
        assertThat(Environment.hintEndpoints(queues, Map.of("SLUICE_MANAGEMENT", "http://a:9325,http://b:9325")))
                .containsExactly(URI.create("http://a:9325/"), URI.create("http://b:9325/"));
    }

    @Test
    void awsHasTopicsUnderAnotherNameThanQueues() {
        assertThat(Environment.topicEndpoints(List.of(
                        Environment.endpoint(URI.create("https://sqs.eu-central-1.amazonaws.com")),
                        URI.create("https://sqs-fips.us-gov-west-1.amazonaws.com/"),
                        URI.create("http://sqs.example.com/"))))
                .containsExactly(
                        URI.create("https://sns.eu-central-1.amazonaws.com/"),
                        URI.create("https://sns-fips.us-gov-west-1.amazonaws.com/"),
                        URI.create("http://sqs.example.com/"));
    }

    @Test
    void endpointThatIsNoneIsRefusedWithAnExample() {
        assertThatThrownBy(() -> Environment.endpoint(URI.create("localhost:9324")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("http://127.0.0.1:9324");
    }

    @Test
    void regionIsThatInTheNameOfAnEndpointOfAws() {
        var elsewhere = Map.of("AWS_REGION", "us-west-2");

        assertThat(region("https://sqs.eu-central-1.amazonaws.com", elsewhere)).isEqualTo("eu-central-1");
        assertThat(region("https://sqs.cn-north-1.amazonaws.com.cn", elsewhere)).isEqualTo("cn-north-1");
        assertThat(region("https://sqs-fips.us-gov-west-1.amazonaws.com", elsewhere))
                .isEqualTo("us-gov-west-1");
        assertThat(region("https://sns.eu-central-1.amazonaws.com", elsewhere)).isEqualTo("eu-central-1");
        assertThat(region("https://sqs.ap-south-1.api.aws", elsewhere)).isEqualTo("ap-south-1");
        assertThat(region("https://vpce-0a1b-2c3d.sqs.eu-west-1.vpce.amazonaws.com", elsewhere))
                .isEqualTo("eu-west-1");
    }

    @Test
    void regionOfOtherEndpointsIsTheEnvironments() {
        assertThat(region("http://127.0.0.1:9324", Map.of("AWS_REGION", "us-west-2")))
                .isEqualTo("us-west-2");
        assertThat(region("http://sqs.example.com", Map.of("AWS_DEFAULT_REGION", "eu-west-3")))
                .isEqualTo("eu-west-3");
        assertThat(region("http://127.0.0.1:9324", NOTHING)).isEqualTo("us-east-1");
    }

    private static String region(String endpoint, Map<String, String> environment) {
        return Environment.region(URI.create(endpoint), environment);
    }
}
