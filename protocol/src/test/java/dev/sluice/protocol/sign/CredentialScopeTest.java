package dev.sluice.protocol.sign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialScopeTest {

    private static final CredentialScope SCOPE = new CredentialScope("AKID", "20260901", "eu-west-1", "sqs");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS4-HMAC-SHA256 Credential=AKID/20260901/eu-west-1/sqs/aws4_request, SignedHeaders=host, Signature=0a",
                "AWS4-HMAC-SHA256 Credential=AKID/20260901/eu-west-1/sqs/aws4_request,SignedHeaders=host,Signature=0a",
                "AWS4-HMAC-SHA256 SignedHeaders=host, Signature=0a, Credential=AKID/20260901/eu-west-1/sqs/aws4_request",
                "AWS4-HMAC-SHA256 Credential=AKID/20260901/eu-west-1/sqs/aws4_request"
            })
    void isReadFromTheAuthorizationHeader(String header) {
        assertThat(CredentialScope.ofAuthorization(header)).isEqualTo(SCOPE);
    }

    @Test
    void isReadFromThePresignedParameter() {
        assertThat(CredentialScope.parse("AKID/20260901/eu-west-1/sqs/aws4_request"))
                .isEqualTo(SCOPE);
    }

    @Test
    void accessKeyMayHaveSlashes() {
        assertThat(CredentialScope.parse("team/a/20260901/eu-west-1/sqs/aws4_request"))
                .isEqualTo(new CredentialScope("team/a", "20260901", "eu-west-1", "sqs"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "Bearer abc",
                "Basic dXNlcjpwYXNz",
                "AWS AKID:signature",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 Signature=0a",
                "AWS4-HMAC-SHA256 Credential=",
                "AWS4-HMAC-SHA256 Credential=AKID",
                "AWS4-HMAC-SHA256 Credential=AKID/20260901/eu-west-1/sqs",
                "AWS4-HMAC-SHA256 Credential=AKID/20260901/eu-west-1/sqs/aws5_request",
                "AWS4-ECDSA-P256-SHA256 Credential=AKID/20260901/sqs/aws4_request, Signature=0a"
            })
    void authorizationWithoutAScopeHasNone(String header) {
        assertThat(CredentialScope.ofAuthorization(header)).isNull();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "/",
                "AKID",
                "aws4_request",
                "/aws4_request",
                "//aws4_request",
                "////aws4_request",
                "AKID////aws4_request",
                "AKID/20260901//sqs/aws4_request",
                "AKID/20260901/eu-west-1//aws4_request",
                "AKID//eu-west-1/sqs/aws4_request",
                "/20260901/eu-west-1/sqs/aws4_request",
                "20260901/eu-west-1/sqs/aws4_request"
            })
    void incompleteCredentialHasNoScope(String credential) {
        assertThat(CredentialScope.parse(credential)).isNull();
    }
}
