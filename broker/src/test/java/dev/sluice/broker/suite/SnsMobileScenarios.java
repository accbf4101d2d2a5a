package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mobile push, for every kind of client. */
interface SnsMobileScenarios extends SnsEssentialScenarios {

    @Test
    default void applicationsAndEndpointsAreMadeShownChangedListedAndDeleted() {
        String application = newApplication();
        String endpoint = newEndpoint(application, "token");

        setEndpoint(endpoint, "Enabled", "false", "CustomUserData", "mine");
        sns().call(
                        "SetPlatformApplicationAttributes",
                        Members.of(
                                "PlatformApplicationArn",
                                application,
                                "Attributes",
                                Members.of("SuccessFeedbackSampleRate", "10")));

        assertThat(sns().call("GetPlatformApplicationAttributes", Members.of("PlatformApplicationArn", application))
                        .texts("Attributes"))
                .containsOnlyKeys("Enabled", "SuccessFeedbackSampleRate");
        assertThat(sns().call("GetEndpointAttributes", Members.of("EndpointArn", endpoint))
                        .texts("Attributes"))
                .containsEntry("Enabled", "false")
                .containsEntry("Token", "token")
                .containsEntry("CustomUserData", "mine");
        assertThat(endpoints(application))
                .extracting(each -> each.text("EndpointArn"))
                .containsExactly(endpoint);
        assertThat(sns().call("ListPlatformApplications", Members.of()).list("PlatformApplications"))
                .extracting(each -> each.text("PlatformApplicationArn"))
                .contains(application);
        sns().call("DeleteEndpoint", Members.of("EndpointArn", endpoint));
        SqsFault deleted = catchThrowableOfType(
                SqsFault.class, () -> sns().call("GetEndpointAttributes", Members.of("EndpointArn", endpoint)));
        assertThat(deleted.code()).isEqualTo("NotFound");
        sns().call("DeletePlatformApplication", Members.of("PlatformApplicationArn", application));
        SqsFault gone = catchThrowableOfType(SqsFault.class, () -> endpoints(application));
        assertThat(gone.code()).isEqualTo("NotFound");
    }

    @Test
    default void aTokenThatIsKnownIsTheSameEndpointOrIsToldWhose() {
        String application = newApplication();
        String endpoint = newEndpoint(application, "token");

        assertThat(newEndpoint(application, "token")).isEqualTo(endpoint);
        setEndpoint(endpoint, "Enabled", "false");
        SqsFault taken = catchThrowableOfType(SqsFault.class, () -> newEndpoint(application, "token"));
        assertThat(taken.code()).isEqualTo("InvalidParameter");
        assertThat(taken.getMessage())
                .contains("Endpoint " + endpoint + " already exists with the same Token, but different attributes.");
    }

    default String newApplication() {
        return sns().call(
                        "CreatePlatformApplication",
                        Members.of(
                                "Name",
                                newName(),
                                "Platform",
                                "GCM",
                                "Attributes",
                                Members.of("PlatformCredential", "secret")))
                .text("PlatformApplicationArn");
    }

    default String newEndpoint(String application, String token) {
        return sns().call("CreatePlatformEndpoint", Members.of("PlatformApplicationArn", application, "Token", token))
                .text("EndpointArn");
    }

    default void setEndpoint(String endpoint, Object... attributes) {
        sns().call("SetEndpointAttributes", Members.of("EndpointArn", endpoint, "Attributes", Members.of(attributes)));
    }

    private List<Members> endpoints(String application) {
        return sns().call("ListEndpointsByPlatformApplication", Members.of("PlatformApplicationArn", application))
                .list("Endpoints");
    }
}
