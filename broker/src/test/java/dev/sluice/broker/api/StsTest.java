package dev.sluice.broker.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** STS's GetCallerIdentity, on the endpoint of SQS. */
class StsTest {
    private static final String ASK = "Action=GetCallerIdentity&Version=2011-06-15";

    private final TestSqs sqs = new TestSqs(
            new ApiOptions("us-east-1", "999999999999", Map.of("AKIAALICE", "111111111111"), 0, null, true), 10);

    @ParameterizedTest
    @ValueSource(strings = {ASK, "Action=GetCallerIdentity"})
    void theCallerIsTheRootOfItsAccount(String form) {
        Answered answered = sqs.signedBy("AKIAALICE", "us-east-1").query(form);

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.contentType()).isEqualTo("text/xml");
        assertThat(answered.body())
                .contains("<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
                .contains("<Arn>arn:aws:iam::111111111111:root</Arn><UserId>111111111111</UserId>"
                        + "<Account>111111111111</Account>")
                .contains("<RequestId>" + answered.requestId() + "</RequestId>");
    }

    @Test
    void whoeverHasNoCredentialsHasTheDefaultAccount() {
        assertThat(sqs.with("Authorization", null).query(ASK).body()).contains("<Account>999999999999</Account>");
        assertThat(sqs.get("/?" + ASK + "&X-Amz-Credential=222222222222/20260901/us-east-1/sts/aws4_request")
                        .body())
                .contains("<Account>222222222222</Account>");
    }

    @Test
    void otherActionsOfStsAreUnknownToIt() {
        String fault = "400 InvalidAction: Could not find operation AssumeRole for version 2011-06-15";

        assertThat(sqs.query("Action=AssumeRole&Version=2011-06-15").fault()).isEqualTo(fault);
        sqs.with(
                "Authorization", TestSqs.authorization("AKIAALICE", "us-east-1").replace("/sqs/", "/sts/"));
        assertThat(sqs.query("Action=AssumeRole").fault()).isEqualTo(fault);
        assertThat(sqs.query("Action=AssumeRole").body()).contains("https://sts.amazonaws.com/doc/2011-06-15/");
    }

    @Test
    void anActionThatNobodyHasIsUnknownToSqs() {
        assertThat(sqs.query("Action=AssumeRole").fault())
                .isEqualTo("400 InvalidAction: The action AssumeRole is not valid for this endpoint.");
    }
}
