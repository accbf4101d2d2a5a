package dev.sluice.broker.api.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Platform applications and mobile endpoints as clients see them. */
class PlatformApplicationsTest {
    private static final String APP = "arn:aws:sns:us-east-1:" + TestSns.ACCOUNT + ":app/GCM/shop";
    private static final String ENDPOINT = "arn:aws:sns:us-east-1:" + TestSns.ACCOUNT + ":endpoint/GCM/shop/";
    private static final String INVALID = "400 InvalidParameter: Invalid parameter: ";

    private final TestSns sns = new TestSns();

    // Applications

    @Test
    void anApplicationIsShownWithoutItsCredentials() {
        assertThat(create("GCM", "shop", "PlatformCredential", "secret").element("PlatformApplicationArn"))
                .isEqualTo(APP);

        assertThat(applicationAttributes()).isEqualTo(Map.of("Enabled", "true"));
        Answered listed = sns.ok("ListPlatformApplications");
        assertThat(listed.element("PlatformApplicationArn")).isEqualTo(APP);
        assertThat(TestSns.attributes(listed)).isEqualTo(Map.of("Enabled", "true"));
        assertThat(listed.body()).doesNotContain("secret", "NextToken");
    }

    @Test
    void attributesOfAnApplicationAreSetAndRemoved() {
        create("GCM", "shop", "PlatformCredential", "k", "EventEndpointCreated", TestSns.arn("t"));

        set("EventEndpointCreated", "", "SuccessFeedbackSampleRate", "100", "Enabled", "False");

        assertThat(applicationAttributes()).isEqualTo(Map.of("Enabled", "false", "SuccessFeedbackSampleRate", "100"));
    }

    @Test
    void makingAnApplicationAgainIsForTheSameAttributes() {
        create("GCM", "shop", "PlatformCredential", "k", "SuccessFeedbackSampleRate", "5");

        assertThat(create("GCM", "shop", "PlatformCredential", "k").element("PlatformApplicationArn"))
                .isEqualTo(APP);
        assertThat(create("GCM", "shop", "PlatformCredential", "other").fault())
                .isEqualTo(INVALID + "Attributes Reason: PlatformApplication already exists with different"
                        + " attributes");
    }

    static Stream<Arguments> impossibleApplications() {
        String characters = "must contain only characters 'a'-'z', 'A'-'Z', '0'-'9', '_', '-', and '.'";
        return Stream.of(
                Arguments.of("GCM", "", " Reason: cannot be empty"),
                Arguments.of("GCM", "x".repeat(257), "x".repeat(257) + " Reason: must be at most 256 characters long"),
                Arguments.of("GCM", "a b", "a b Reason: " + characters),
                Arguments.of("POST", "shop", "Platform Reason: POST is not supported"));
    }

    @ParameterizedTest
    @MethodSource("impossibleApplications")
    void anApplicationHasAPlatformAndAName(String platform, String name, String fault) {
        assertThat(create(platform, name, "PlatformCredential", "k").fault()).isEqualTo(INVALID + fault);
    }

    @ParameterizedTest
    @CsvSource({
        "APNS, PlatformPrincipal, PlatformPrincipal attribute provided without PlatformCredential",
        "APNS, PlatformCredential, PlatformCredential attribute provided without PlatformPrincipal",
        "GCM, PlatformPrincipal, PlatformPrincipal attribute provided without PlatformCredential",
        "GCM, Colour, Invalid attribute name: Colour",
        "GCM, Enabled, Invalid value for attribute: Enabled: must be true or false",
        "GCM, EventEndpointCreated, Invalid value for attribute: EventEndpointCreated: must be an ARN",
        "GCM, SuccessFeedbackSampleRate, "
                + "Invalid value for attribute: SuccessFeedbackSampleRate: must be an integer between 0 and 100"
    })
    void whatIsWrongWithAnAttributeIsTold(String platform, String name, String fault) {
        assertThat(create(platform, "shop", name, "x").fault()).isEqualTo(INVALID + "Attributes Reason: " + fault);
    }

    @Test
    void anApplicationNeedsAttributes() {
        assertThat(sns.call("CreatePlatformApplication", "Name", "a", "Platform", "GCM")
                        .fault())
                .isEqualTo("400 ValidationError: 1 validation error detected: Value null at 'attributes' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    @Test
    void anArnOfAnApplicationHasSixElementsTwoSlashesAndTheRegion() {
        String action = "GetPlatformApplicationAttributes";
        String parameter = "PlatformApplicationArn";
        assertThat(sns.call(action, parameter, "x").fault())
                .isEqualTo(INVALID + parameter + " Reason: An ARN must have at least 6 elements, not 1");
        assertThat(sns.call(action, parameter, APP + "/x").fault())
                .isEqualTo(INVALID + parameter + " Reason: Wrong number of slashes in relative portion of the ARN.");
        assertThat(sns.call(action, parameter, APP.replace("us-east-1", "eu-west-1"))
                        .fault())
                .isEqualTo(INVALID + parameter);
        assertThat(sns.call(action, parameter, APP).fault())
                .isEqualTo("404 NotFound: PlatformApplication does not exist");
    }

    @Test
    void deletingAnApplicationIsDoneHoweverOften() {
        create("GCM", "shop", "PlatformCredential", "k");
        String endpoint = endpoint("token");

        for (int i = 0; i < 2; i++) sns.ok("DeletePlatformApplication", "PlatformApplicationArn", APP);

        assertThat(sns.call("ListEndpointsByPlatformApplication", "PlatformApplicationArn", APP)
                        .fault())
                .isEqualTo("404 NotFound: PlatformApplication does not exist");
        assertThat(sns.call("GetEndpointAttributes", "EndpointArn", endpoint).fault())
                .isEqualTo("404 NotFound: Endpoint does not exist");
    }

    @Test
    void applicationsAreListedInPages() {
        for (int i = 0; i < 101; i++) create("GCM", "a" + i, "PlatformCredential", "k");

        Answered first = sns.ok("ListPlatformApplications");
        Answered second = sns.ok("ListPlatformApplications", "NextToken", String.valueOf(first.element("NextToken")));

        assertThat(TestSns.elements(first, "PlatformApplicationArn")).hasSize(100);
        assertThat(TestSns.elements(second, "PlatformApplicationArn")).hasSize(1);
        assertThat(second.body()).doesNotContain("NextToken");
    }

    // Endpoints

    @Test
    void anEndpointIsShownAsItWasMadeAndChanged() {
        create("GCM", "shop", "PlatformCredential", "k");
        String arn = endpoint("token");

        assertThat(arn).startsWith(ENDPOINT);
        assertThat(endpointAttributes(arn)).isEqualTo(Map.of("Enabled", "true", "Token", "token"));
        sns.ok(
                "SetEndpointAttributes",
                TestSns.with(new String[] {"EndpointArn", arn}, "Enabled", "FALSE", "CustomUserData", "d"));
        assertThat(endpointAttributes(arn))
                .isEqualTo(Map.of("Enabled", "false", "Token", "token", "CustomUserData", "d"));
        Answered listed = sns.ok("ListEndpointsByPlatformApplication", "PlatformApplicationArn", APP);
        assertThat(listed.element("EndpointArn")).isEqualTo(arn);
        assertThat(TestSns.attributes(listed)).containsEntry("CustomUserData", "d");
    }

    @Test
    void userDataInTheAttributesWins() {
        create("GCM", "shop", "PlatformCredential", "k");

        String arn = String.valueOf(
                createEndpoint("token", "a", "CustomUserData", "b").element("EndpointArn"));

        assertThat(endpointAttributes(arn)).containsEntry("CustomUserData", "b");
    }

    @Test
    void aKnownTokenIsTheSameEndpointUnlessAnAttributeDiffers() {
        create("GCM", "shop", "PlatformCredential", "k");
        String arn = String.valueOf(createEndpoint("token", "d").element("EndpointArn"));

        assertThat(createEndpoint("token", "d", "Enabled", "true").element("EndpointArn"))
                .isEqualTo(arn);
        assertThat(createEndpoint("token", "e").fault())
                .isEqualTo(INVALID + "Token Reason: Endpoint " + arn
                        + " already exists with the same Token, but different attributes.");
    }

    @Test
    void whatIsWrongWithAnEndpointIsTold() {
        create("GCM", "shop", "PlatformCredential", "k");
        assertThat(createEndpoint("token", "d", "Colour", "x").fault())
                .isEqualTo(INVALID + "Attributes Reason: Invalid attribute name: Colour");
        assertThat(createEndpoint("token", "ä".repeat(1025)).fault())
                .isEqualTo(INVALID + "Attributes Reason: Invalid value for attribute: CustomUserData: must be at most"
                        + " 2048 bytes long in UTF-8 encoding");
        assertThat(createEndpoint("", "d").fault()).isEqualTo(INVALID + "Token Reason: cannot be empty");
        assertThat(sns.call("GetEndpointAttributes", "EndpointArn", APP).fault())
                .isEqualTo(INVALID + "EndpointArn Reason: Wrong number of slashes in relative portion of the ARN.");
        assertThat(sns.call("GetEndpointAttributes", "EndpointArn", ENDPOINT + "x")
                        .fault())
                .isEqualTo("404 NotFound: Endpoint does not exist");
    }

    @Test
    void deletingAnEndpointIsDoneHoweverOften() {
        create("GCM", "shop", "PlatformCredential", "k");
        String arn = endpoint("token");

        for (int i = 0; i < 2; i++) sns.ok("DeleteEndpoint", "EndpointArn", arn);
        sns.ok("DeleteEndpoint", "EndpointArn", ENDPOINT + "x");

        assertThat(sns.call("GetEndpointAttributes", "EndpointArn", arn).fault())
                .isEqualTo("404 NotFound: Endpoint does not exist");
    }

    private Answered create(String platform, String name, String... attributes) {
        return sns.call(
                "CreatePlatformApplication",
                TestSns.with(new String[] {"Name", name, "Platform", platform}, attributes));
    }

    private void set(String... attributes) {
        sns.ok(
                "SetPlatformApplicationAttributes",
                TestSns.with(new String[] {"PlatformApplicationArn", APP}, attributes));
    }

    private Answered createEndpoint(String token, String userData, String... attributes) {
        String[] members = {"PlatformApplicationArn", APP, "Token", token, "CustomUserData", userData};
        return sns.call("CreatePlatformEndpoint", TestSns.with(members, attributes));
    }

    private String endpoint(String token) {
        return String.valueOf(sns.ok("CreatePlatformEndpoint", "PlatformApplicationArn", APP, "Token", token)
                .element("EndpointArn"));
    }

    private Map<String, String> applicationAttributes() {
        return TestSns.attributes(sns.ok("GetPlatformApplicationAttributes", "PlatformApplicationArn", APP));
    }

    private Map<String, String> endpointAttributes(String arn) {
        return TestSns.attributes(sns.ok("GetEndpointAttributes", "EndpointArn", arn));
    }
}
