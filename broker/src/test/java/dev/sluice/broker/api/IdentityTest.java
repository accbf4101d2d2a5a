package dev.sluice.broker.api;

import static dev.sluice.broker.api.TestSqs.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose queue a request means, and how its URL is written. */
class IdentityTest {
    private final TestSqs sqs = new TestSqs();

    // Account and region

    @Test
    void anAccessKeyOfTwelveDigitsIsTheAccount() {
        assertThat(arnFor("123456789012", "eu-west-1")).isEqualTo("arn:aws:sqs:eu-west-1:123456789012:q");
        assertThat(arnFor("000000000007", "eu-west-1")).isEqualTo("arn:aws:sqs:eu-west-1:000000000007:q");
    }

    @Test
    void anyOtherAccessKeyBelongsToItsConfiguredAccountOrTheDefault() {
        var options = new ApiOptions("us-east-1", "999999999999", Map.of("AKIAALICE", "111111111111"), 0, null, true);
        var configured = new TestSqs(options, 10);

        configured.signedBy("AKIAALICE", "us-east-1").queue("q");
        assertThat(configured.attribute("q", "QueueArn")).isEqualTo("arn:aws:sqs:us-east-1:111111111111:q");
        configured.signedBy("AKIABOB", "us-east-1").queue("q");
        assertThat(configured.attribute("q", "QueueArn")).isEqualTo("arn:aws:sqs:us-east-1:999999999999:q");
    }

    @ParameterizedTest
    @CsvSource({
        "sqs.eu-west-1.example.test, eu-west-1",
        "sqs-fips.us-gov-west-1.amazonaws.com:443, us-gov-west-1",
        "ap-south-1.queue.amazonaws.com, ap-south-1",
        "queue.amazonaws.com, us-east-1",
        "sqs.internal.example.test, us-east-1",
        "localhost:9324, us-east-1",
        "127.0.0.1:9324, us-east-1"
    })
    void anUnsignedRequestIsOfTheRegionItsHostNamesOrTheDefault(String host, String region) {
        sqs.with("Authorization", null).with("Host", host).queue("q");

        assertThat(sqs.attribute("q", "QueueArn")).isEqualTo("arn:aws:sqs:" + region + ":000000000000:q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic dXNlcjpwYXNz",
                "AWS4-HMAC-SHA256 Credential=",
                "AWS4-HMAC-SHA256 Credential=AKIA/20260901/us-east-1",
                "AWS4-HMAC-SHA256 Credential=,",
                "Credential=x"
            })
    void anAuthorizationThatCannotBeReadCountsAsNone(String authorization) {
        sqs.with("Authorization", authorization)
                .with("Host", "sqs.eu-west-1.example.test")
                .queue("q");

        assertThat(sqs.attribute("q", "QueueArn")).isEqualTo("arn:aws:sqs:eu-west-1:000000000000:q");
    }

    @Test
    void requestsOfSeveralCallersOnOneConnectionStayApart() {
        sqs.queue("q");
        sqs.signedBy("210987654321", "us-east-1");
        assertThat(sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").fault())
                .contains("QueueDoesNotExist");
        sqs.signedBy(ACCOUNT, "us-east-1");
        assertThat(sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").status())
                .isEqualTo(200);
        sqs.signedBy(ACCOUNT, "us-east-2");
        assertThat(sqs.json("SendMessage", "{'QueueUrl':'q','MessageBody':'x'}").fault())
                .contains("QueueDoesNotExist");
    }

    // Queue URLs

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q",
                "http://localhost:9324/123456789012/q",
                "https://sqs.eu-central-1.amazonaws.com/123456789012/q",
                "http://elsewhere:1/123456789012/q/",
                "http://elsewhere/some/prefix/123456789012/q",
                "http://localhost:9324/q",
                "http://localhost:9324/queue/q",
                "/123456789012/q",
                "123456789012/q"
            })
    void aQueueIsFoundByThePathOfItsUrlWhateverItsHost(String url) {
        sqs.queue("q");

        assertThat(sqs.json("SendMessage", "{'QueueUrl':'" + url + "','MessageBody':'x'}")
                        .status())
                .isEqualTo(200);
        assertThat(sqs.attribute("q", "ApproximateNumberOfMessages")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "//",
                "http://",
                "http://localhost:9324",
                "http://localhost:9324/",
                "http://localhost:9324/queues/q",
                "http://localhost:9324/12345678901/q",
                "http://localhost:9324/123456789012/Q",
                "arn:aws:sqs:us-east-1:123456789012:q",
                "q?",
                " q"
            })
    void aUrlThatMeansNoQueueNamesNone(String url) {
        sqs.queue("q");

        assertThat(sqs.json("SendMessage", "{'QueueUrl':'" + url + "','MessageBody':'x'}")
                        .fault())
                .startsWith("400 QueueDoesNotExist/");
    }

    @Test
    void aUrlReachesAnotherAccountsQueueInTheCallersRegion() {
        sqs.queue("q").signedBy("210987654321", "us-east-1");

        assertThat(sqs.json("SendMessage", "{'QueueUrl':'http://h/" + ACCOUNT + "/q','MessageBody':'x'}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aUrlStartsWithTheHostThatTheRequestCameTo() {
        assertThat(sqs.with("Host", "broker.example.test:8080")
                        .json("CreateQueue", "{'QueueName':'q'}")
                        .text("QueueUrl"))
                .isEqualTo("http://broker.example.test:8080/" + ACCOUNT + "/q");
        assertThat(sqs.with("Host", null)
                        .json("GetQueueUrl", "{'QueueName':'q'}")
                        .text("QueueUrl"))
                .isEqualTo("http://localhost/" + ACCOUNT + "/q");
    }

    @Test
    void aConfiguredUrlBeatsTheHost() {
        var options = new ApiOptions("us-east-1", "000000000000", Map.of(), 0, "https://sqs.example.test", true);

        assertThat(new TestSqs(options, 10)
                        .json("CreateQueue", "{'QueueName':'q'}")
                        .text("QueueUrl"))
                .isEqualTo("https://sqs.example.test/" + ACCOUNT + "/q");
    }

    private String arnFor(String accessKey, String region) {
        return sqs.signedBy(accessKey, region).queue("q").attribute("q", "QueueArn");
    }
}
