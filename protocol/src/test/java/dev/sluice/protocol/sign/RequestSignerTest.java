package dev.sluice.protocol.sign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first signature is AWS's published {@code post-vanilla}; the others were computed with botocore 1.43. */
class RequestSignerTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final byte[] SEND =
            "{\"QueueUrl\":\"https://sqs.eu-central-1.amazonaws.com/123456789012/jobs\",\"MessageBody\":\"grüß\"}"
                    .getBytes(UTF_8);
    private static final Map<String, String> JSON = Map.of(
            "Content-Type", "application/x-amz-json-1.0",
            "X-Amz-Target", "AmazonSQS.SendMessage");

    @Test
    void signsAsAwsPublishes() {
        var signer = new RequestSigner("AKIDEXAMPLE", SECRET, null, "us-east-1", "service");

        assertThat(signer.headers(
                        "example.amazonaws.com", "/", Map.of(), new byte[0], Instant.parse("2015-08-30T12:36:00Z")))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "X-Amz-Date",
                        "20150830T123600Z",
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"));
    }

    @Test
    void coversTheHeadersOfARequestToSqs() {
        var signer = new RequestSigner("AKIDEXAMPLE", SECRET, null, "eu-central-1", "sqs");

        assertThat(authorization(signer, "sqs.eu-central-1.amazonaws.com", SEND, "2026-03-01T23:59:59Z"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/eu-central-1/sqs/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-target,"
                        + " Signature=e32629fa62d3c2ce7914599e3cee6a319509da8a126e059d10e0eb455bf8a338");
    }

    @Test
    void coversTheTokenOfTemporaryCredentials() {
        var signer = new RequestSigner("AKIDEXAMPLE", SECRET, "FwoGZXIvYXdzEXAMPLETOKEN==", "eu-central-1", "sqs");

        assertThat(authorization(signer, "sqs.eu-central-1.amazonaws.com", SEND, "2026-03-01T23:59:59Z"))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260301/eu-central-1/sqs/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target,"
                        + " Signature=d1f1c1c6be0493a35a7577424edffcda1d7cf909113ee56b3479081feefdcaf8");
    }

    @Test
    void makesANewKeyForANewDay() {
        var signer = new RequestSigner("any", "any", null, "us-east-1", "sqs");
        byte[] body = "{}".getBytes(UTF_8);

        String yesterday = authorization(signer, "127.0.0.1:9324", body, "2026-02-28T23:59:59Z");

        assertThat(authorization(signer, "127.0.0.1:9324", body, "2026-03-01T00:00:00Z"))
                .isNotEqualTo(yesterday)
                .endsWith("Signature=3ef398490d2116e2c2f2fb241d048d5c9537c14a2cd6d5ddc5d71db79e702cdf");
    }

    private static String authorization(RequestSigner signer, String host, byte[] body, String time) {
        return signer.headers(host, "/", new LinkedHashMap<>(JSON), body, Instant.parse(time))
                .getOrDefault("Authorization", "");
    }
}
