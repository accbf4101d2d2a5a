package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How challenges are read and answered. */
final class LoginTest {
    private static final String NONCE =
            "realm=\"http-auth@example.org\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\"";
    private static final URI PAGE = URI.create("http://www.example.org/dir/index.html");

    /** RFC 7616, section 3.9.1. */
    @ParameterizedTest
    @CsvSource({
        "MD5, 8ca523f5e9506fed4657c9700eebdbec",
        "SHA-256, 753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"
    })
    void theExamplesOfTheSpecificationAreAnsweredAsThere(String algorithm, String response) {
        String clientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        String opaque = "FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS";
        String challenge =
                "Digest " + NONCE + ", qop=\"auth, auth-int\", algorithm=" + algorithm + ", opaque=\"" + opaque + "\"";

        assertThat(new Login("Mufasa", "Circle of Life").answer(List.of(challenge), "GET", PAGE, clientNonce))
                .isEqualTo("Digest username=\"Mufasa\", " + NONCE + ", uri=\"/dir/index.html\", algorithm=" + algorithm
                        + ", qop=auth, nc=00000001, cnonce=\"" + clientNonce + "\", response=\"" + response
                        + "\", opaque=\"" + opaque + "\"");
    }

    /** RFC 2617 has the example of RFC 2069 with this response. */
    @Test
    void aChallengeWithoutProtectionIsAnsweredAsOfOld() {
        String challenge = "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"";

        assertThat(new Login("Mufasa", "Circle Of Life").answer(List.of(challenge), "GET", PAGE, "c"))
                .endsWith("uri=\"/dir/index.html\", response=\"670fd8c2df070c60b045671b8b24ff02\"");
    }

    @Test
    void theBestThatIsOfferedIsTaken() {
        assertThat(answer("Basic realm=\"x\"")).isEqualTo("Basic dXNlcjpwYXNz");
        assertThat(answer("Basic realm=\"x\", Digest " + NONCE + ", qop=\"auth\""))
                .startsWith("Digest ");
        assertThat(answer(
                        "Digest " + NONCE + ", qop=\"auth\", algorithm=MD5",
                        "Digest " + NONCE + ", qop=\"auth\", algorithm=SHA-256"))
                .contains("algorithm=SHA-256");
    }

    @Test
    void whatCannotBeAnsweredIsNot() {
        assertThat(answer("Bearer realm=\"x\"")).isNull();
        assertThat(answer("Negotiate abc==")).isNull();
        assertThat(answer("Digest " + NONCE + ", qop=\"auth-int\"")).isNull();
        assertThat(answer("Digest " + NONCE + ", qop=\"auth\", algorithm=SHA-512-256"))
                .isNull();
        assertThat(answer("Digest " + NONCE + ", qop=\"auth\", algorithm=MD5-sess"))
                .isNull();
        assertThat(answer("Digest qop=\"auth\"")).isNull();
        assertThat(answer()).isNull();
    }

    @Test
    void quotedValuesMayHoldAnything() {
        List<Challenge> challenges = Challenge.all(List.of("A b=\"c, \\\"d\\\" = e\" , F=g,,H"));

        assertThat(challenges).hasSize(2);
        assertThat(challenges.get(0).parameter("b")).isEqualTo("c, \"d\" = e");
        assertThat(challenges.get(0).parameter("f")).isEqualTo("g");
        assertThat(challenges.get(1).isOf("h")).isTrue();
        assertThat(Challenge.all(List.of("\"\"=,=\"x", "="))).isEmpty();
    }

    @Test
    void aPasswordMayHaveColonsAndBeMissing() {
        assertThat(Login.of("a:b:c")).isEqualTo(new Login("a", "b:c"));
        assertThat(Login.of("a")).isEqualTo(new Login("a", ""));
    }

    private static @Nullable String answer(String... challenges) {
        return new Login("user", "pass").answer(List.of(challenges), "POST", URI.create("http://h/p?q"), "c");
    }
}
