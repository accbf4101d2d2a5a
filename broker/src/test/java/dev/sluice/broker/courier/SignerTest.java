package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.messagemanager.sns.model.SnsNotification;
import software.amazon.awssdk.messagemanager.sns.model.SnsSubscriptionConfirmation;

class SignerTest {
    private static final List<String> HOSTS = List.of("sns.amazonaws.com", "sns-signing.af-south-1.amazonaws.com");
    private static final String CERTIFICATES = "https://sns.us-east-1.amazonaws.com";
    private static final String NOTIFICATION = """
            {
              "Type" : "Notification",
              "MessageId" : "0f3b1c2d-0000-5000-8000-000000000001",
              "TopicArn" : "arn:aws:sns:us-west-2:000000000000:orders",
              "Message" : "hello",
              "Timestamp" : "2026-03-06T20:00:26.893Z",
              "UnsubscribeURL" : "http://127.0.0.1:9324/?Action=Unsubscribe&SubscriptionArn=arn:x"
            }""";

    private final Instant now = Instant.now();

    @TempDir
    Path directory;

    @Test
    void textToSignHasNamesAndValuesEachWithALineFeed() {
        assertThat(envelope(NOTIFICATION).textToSign()).isEqualTo("""
                Message
                hello
                MessageId
                0f3b1c2d-0000-5000-8000-000000000001
                Timestamp
                2026-03-06T20:00:26.893Z
                TopicArn
                arn:aws:sns:us-west-2:000000000000:orders
                Type
                Notification
                """);
    }

    @Test
    void subjectIsSignedWhenThereIsOne() {
        var withSubject = NOTIFICATION.replace("\"Message\" :", "\"Subject\" : \"s\", \"Message\" :");

        assertThat(envelope(withSubject).textToSign()).contains("Subject\ns\nTimestamp\n");
    }

    @Test
    void valuesAreSignedAsTheyReadAndNotAsJsonSpellsThem() {
        var spelled = NOTIFICATION.replace("\"hello\"", "\"\\\"a\\\"\\n\\u00e9é😀\"");

        assertThat(envelope(spelled).textToSign()).startsWith("Message\n\"a\"\néé😀\nMessageId\n");
    }

    @Test
    void signatureIsPutBehindTheTimestampAndAllElseStays() {
        byte[] signed = envelope(NOTIFICATION).signed("1", "sig", "url");

        assertThat(new String(signed, StandardCharsets.UTF_8)).isEqualTo(NOTIFICATION.replace(".893Z\"", """
                        .893Z",
                          "SignatureVersion" : "1",
                          "Signature" : "sig",
                          "SigningCertURL" : "url\""""));
    }

    @Test
    void linksTellTheAddressOfTheBroker() {
        assertThat(envelope(NOTIFICATION).base()).isEqualTo("http://127.0.0.1:9324");
    }

    @ParameterizedTest
    @CsvSource({"1, SHA1withRSA", "2, SHA256withRSA"})
    void signatureHoldsAgainstTheCertificate(String version, String algorithm)
            throws IOException, GeneralSecurityException {
        var signer = signer();

        var signature = Signature.getInstance(algorithm);
        signature.initVerify(certificate(SigningKey.of(directory, HOSTS, now).certificatePem()));
        signature.update("text\n".getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(Base64.getDecoder().decode(signer.sign(version, "text\n"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, us-east-1", "2, us-east-1", "1, af-south-1", "2, af-south-1"})
    void awsVerifierAcceptsANotification(String version, String region) throws IOException {
        var signer = signer();
        byte[] signed = signed(signer, NOTIFICATION.replace("hello", "h\\\"é😀\\r\\n"), version, region);

        try (var verifier = new AwsVerifier(region, signer::certificateAt)) {
            var message = verifier.verify(signed);

            assertThat(message).isInstanceOf(SnsNotification.class);
            assertThat(message.message()).isEqualTo("h\"é😀\r\n");
        }
    }

    @Test
    void awsVerifierAcceptsAConfirmation() throws IOException {
        var signer = signer();
        var confirmation = """
                {
                  "Type" : "SubscriptionConfirmation",
                  "MessageId" : "0f3b1c2d-0000-5000-8000-000000000001",
                  "Token" : "abcdef",
                  "TopicArn" : "arn:aws:sns:us-east-1:000000000000:orders",
                  "Message" : "You have chosen to subscribe",
                  "SubscribeURL" : "http://127.0.0.1:9324/?Action=ConfirmSubscription&TopicArn=arn:x&Token=abcdef",
                  "Timestamp" : "2026-03-06T20:00:26.001Z"
                }""";

        try (var verifier = new AwsVerifier("us-east-1", signer::certificateAt)) {
            var message = verifier.verify(signed(signer, confirmation, "2", "us-east-1"));

            assertThat(message).isInstanceOf(SnsSubscriptionConfirmation.class);
        }
    }

    @Test
    void awsVerifierRefusesAChangedMessage() throws IOException {
        var signer = signer();
        var signed = new String(signed(signer, NOTIFICATION, "1", "us-east-1"), StandardCharsets.UTF_8);

        try (var verifier = new AwsVerifier("us-east-1", signer::certificateAt)) {
            byte[] changed = signed.replace("hello", "hallo").getBytes(StandardCharsets.UTF_8);

            assertThatThrownBy(() -> verifier.verify(changed))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("signature did not match");
        }
    }

    @Test
    void keyStaysTheSameInItsDirectory() throws IOException {
        var first = signer();
        var second = signer();

        assertThat(second.certificatePath())
                .isEqualTo(first.certificatePath())
                .matches("/SimpleNotificationService-[0-9a-f]{32}\\.pem");
        assertThat(second.sign("1", "a")).isEqualTo(first.sign("1", "a"));
    }

    @Test
    void onlyItsOwnerMayReadTheKey() throws IOException {
        SigningKey.of(directory, HOSTS, now);

        var permissions = Files.getPosixFilePermissions(directory.resolve(SigningKey.FILE));
        assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
    }

    @Test
    void keyIsReplacedInTheLastYearOfItsCertificate() throws IOException {
        var first = SigningKey.of(directory, HOSTS, now);

        assertThat(SigningKey.of(directory, HOSTS, now.plus(Duration.ofDays(3_000))))
                .isEqualTo(first);
        assertThat(SigningKey.of(directory, HOSTS, now.plus(Duration.ofDays(3_300))))
                .isNotEqualTo(first);
    }

    @Test
    void keyIsMadeWhenItIsFirstNeeded() throws IOException {
        var signer = signer();

        assertThat(signer.certificateAt("/SimpleNotificationService-0.pem")).isNull();
        assertThat(directory.resolve(SigningKey.FILE)).doesNotExist();

        assertThat(signer.certificateAt(signer.certificatePath())).isNotNull();
        assertThat(directory.resolve(SigningKey.FILE)).exists();
    }

    @Test
    void operatorsKeyIsReadAtOnce() throws IOException {
        SigningKey.of(directory, HOSTS, now);
        var file = directory.resolve(SigningKey.FILE);
        var defaults = CourierOptions.DEFAULTS;
        var options = new CourierOptions(
                defaults.timeout(),
                defaults.maxInProgress(),
                defaults.maxInProgressPerEndpoint(),
                false,
                null,
                null,
                file,
                file,
                null);

        var elsewhere = Signer.open(options, directory.resolve("elsewhere"), "us-east-1");

        assertThat(elsewhere.certificatePath()).isEqualTo(signer().certificatePath());
    }

    @Test
    void fileThatIsNoKeyIsNamed() throws IOException {
        var file = Files.writeString(directory.resolve("empty.pem"), "nothing");

        assertThatThrownBy(() -> SigningKey.read(file, file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("empty.pem has no block BEGIN PRIVATE KEY");
    }

    @Test
    void keyOfTheOlderFormIsAnsweredWithHowToConvertIt() throws IOException {
        var file = Files.writeString(directory.resolve("old.pem"), "-----BEGIN RSA PRIVATE KEY-----");

        assertThatThrownBy(() -> SigningKey.read(file, file)).hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    private Signer signer() throws IOException {
        return Signer.open(CourierOptions.DEFAULTS, directory, "af-south-1");
    }

    private static byte[] signed(Signer signer, String json, String version, String region) {
        var envelope = envelope(json);
        String url = CERTIFICATES.replace("us-east-1", region) + signer.certificatePath();
        return envelope.signed(version, signer.sign(version, envelope.textToSign()), url);
    }

    private static Envelope envelope(String json) {
        return Envelope.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
