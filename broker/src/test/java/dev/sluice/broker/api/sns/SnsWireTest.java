package dev.sluice.broker.api.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.api.FakeCall;
import dev.sluice.broker.api.TestSqs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which service a request is for, and what SNS answers before any of its actions is asked. */
class SnsWireTest {
    private static final String NAMESPACE = "xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"";
    private static final String OF_SNS = "Could not find operation %s for version 2010-03-31";

    private final TestSns sns = new TestSns();

    @Test
    void anActionAnswersWithItsRequestIdInBodyAndHeader() {
        Answered answered = sns.call("ListOriginationNumbers");

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.contentType()).isEqualTo("text/xml");
        assertThat(answered.body())
                .isEqualTo("<ListOriginationNumbersResponse " + NAMESPACE + ">"
                        + "<ListOriginationNumbersResult><PhoneNumbers/></ListOriginationNumbersResult>"
                        + "<ResponseMetadata><RequestId>" + answered.requestId() + "</RequestId></ResponseMetadata>"
                        + "</ListOriginationNumbersResponse>");
    }

    @Test
    void aFaultHasItsRequestIdBesideTheError() {
        Answered answered = sns.call("ListOriginationNumbers", "MaxResults", "31");

        assertThat(answered.status()).isEqualTo(400);
        assertThat(answered.body())
                .isEqualTo("<ErrorResponse " + NAMESPACE + "><Error><Type>Sender</Type>"
                        + "<Code>InvalidParameter</Code><Message>Invalid parameter: MaxResults</Message></Error>"
                        + "<RequestId>" + answered.requestId() + "</RequestId></ErrorResponse>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=ListOriginationNumbers",
                "Action=ListOriginationNumbers&Version=",
                "Action=ListOriginationNumbers&Version=2010-03-31&MaxResults=30"
            })
    void theVersionMayBeLeftOut(String form) {
        assertThat(sns.form(form).status()).isEqualTo(200);
    }

    @Test
    void anotherVersionHasNoSuchAction() {
        assertThat(sns.form("Action=ListOriginationNumbers&Version=2009-01-01").fault())
                .isEqualTo("400 InvalidAction: Could not find operation ListOriginationNumbers for version 2009-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SendMessage", "Nonsense", "listTopics"})
    void anUnknownActionIsRefusedInTheWordsOfSns(String action) {
        Answered answered = sns.call(action);

        assertThat(answered.fault()).isEqualTo("400 InvalidAction: " + OF_SNS.formatted(action));
        assertThat(answered.body()).contains(NAMESPACE);
    }

    @Test
    void aPostWithoutAnActionLacksOne() {
        Answered answered = sns.form("Version=2010-03-31");

        assertThat(answered.fault()).isEqualTo("400 MissingAction: The request must contain the parameter Action.");
        assertThat(answered.body()).contains(NAMESPACE);
    }

    @Test
    void onlyTheRootIsAPathOfSns() {
        var call = new FakeCall("POST", "/123456789012/q", "Action=ListOriginationNumbers")
                .with("Authorization", TestSns.authorization(TestSns.ACCOUNT, "us-east-1"));

        assertThat(sns.handle(call).fault())
                .isEqualTo("400 InvalidAction: " + OF_SNS.formatted("ListOriginationNumbers"));
    }

    @ParameterizedTest
    @CsvSource({
        // of both services, so what it was signed for decides
        "AddPermission, sqs, , http://queue.amazonaws.com/doc/2012-11-05/",
        "AddPermission, sns, , http://sns.amazonaws.com/doc/2010-03-31/",
        "Nonsense, sqs, 2010-03-31, http://queue.amazonaws.com/doc/2012-11-05/",
        "Nonsense, sns, 2012-11-05, http://sns.amazonaws.com/doc/2010-03-31/",
        // unsigned, or signed for something else: by the version, then by the name
        "AddPermission, '', 2010-03-31, http://sns.amazonaws.com/doc/2010-03-31/",
        "AddPermission, '', 2012-11-05, http://queue.amazonaws.com/doc/2012-11-05/",
        "AddPermission, execute-api, , http://queue.amazonaws.com/doc/2012-11-05/",
        "Publish, '', , http://sns.amazonaws.com/doc/2010-03-31/",
        "Publish, execute-api, , http://sns.amazonaws.com/doc/2010-03-31/",
        "SendMessage, '', , http://queue.amazonaws.com/doc/2012-11-05/",
        "SendMessage, sts, , http://queue.amazonaws.com/doc/2012-11-05/",
        "Nonsense, '', , http://queue.amazonaws.com/doc/2012-11-05/",
        "Nonsense, sts, , https://sts.amazonaws.com/doc/2011-06-15/",
        "GetCallerIdentity, sns, , https://sts.amazonaws.com/doc/2011-06-15/"
    })
    void theServiceIsToldBySignatureThenVersionThenAction(
            String action, String signedFor, String version, String namespace) {
        var call = new FakeCall("POST", "/", "Action=" + action + (version == null ? "" : "&Version=" + version));
        if (!signedFor.isEmpty()) {
            call.with(
                    "Authorization",
                    TestSqs.authorization(TestSns.ACCOUNT, "us-east-1").replace("/sqs/", "/" + signedFor + "/"));
        }

        assertThat(sns.handle(call).body()).contains("xmlns=\"" + namespace + "\"");
    }

    @Test
    void aPresignedLinkIsForTheServiceItWasSignedFor() {
        Answered answered =
                sns.unsigned("AddPermission", "X-Amz-Credential", "123456789012/20260901/us-east-1/sns/aws4_request");

        assertThat(answered.body()).contains(NAMESPACE);
    }

    @Test
    void aLinkNeedsNeitherSignatureNorVersion() {
        assertThat(sns.unsigned("ListOriginationNumbers").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AmazonSNS.Publish", "AmazonSimpleNotificationService.Publish"})
    void jsonIsNoProtocolOfSns(String target) {
        var call = new FakeCall("POST", "/", "{}")
                .with("Authorization", TestSns.authorization(TestSns.ACCOUNT, "us-east-1"))
                .with("Content-Type", "application/x-amz-json-1.0")
                .with("X-Amz-Target", target);

        Answered answered = sns.handle(call);

        assertThat(answered.fault())
                .isEqualTo("400 UnknownOperationException/InvalidAction: The operation " + target + " does not exist.");
        assertThat(answered.contentType()).isEqualTo("application/x-amz-json-1.0");
    }

    @Test
    void aValueOfAnotherTypeIsAnInvalidParameter() {
        assertThat(sns.call("ListOriginationNumbers", "MaxResults", "many").fault())
                .isEqualTo("400 InvalidParameter: Invalid parameter: MaxResults Reason: Must be an integer.");
    }
}
