package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Mobile push and text messages, for every kind of client. */
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

    @Test
    default void messagesForEndpointsAreTakenWhileTheyAreEnabled() {
        String endpoint = newEndpoint(newApplication(), "token");
        TestTopic topic = newTopic();
        TestQueue dead = newQueue();
        topic.call(
                "Subscribe",
                "Protocol",
                "application",
                "Endpoint",
                endpoint,
                "Attributes",
                Members.of(
                        "RawMessageDelivery",
                        "true",
                        "RedrivePolicy",
                        "{\"deadLetterTargetArn\":\"" + DeadLetterScenarios.arn(dead) + "\"}"));

        assertThat(push(endpoint).text("MessageId")).isNotEmpty();
        topic.publish("while enabled");
        setEndpoint(endpoint, "Enabled", "false");
        topic.publish("{\"default\":\"d\",\"GCM\":\"while disabled\"}", "MessageStructure", "json");

        assertThat(dead.receiveOne().text("Body")).isEqualTo("while disabled");
        SqsFault disabled = catchThrowableOfType(SqsFault.class, () -> push(endpoint));
        assertThat(disabled.code()).isEqualTo("EndpointDisabled");
        SqsFault missing = catchThrowableOfType(SqsFault.class, () -> push(endpoint + "0"));
        assertThat(missing.code()).isEqualTo("InvalidParameter");
        SqsFault unknown = catchThrowableOfType(
                SqsFault.class, () -> topic.call("Subscribe", "Protocol", "application", "Endpoint", endpoint + "0"));
        assertThat(unknown.getMessage()).contains("Endpoint does not exist for endpoint arn" + endpoint + "0");
    }

    private Members push(String endpoint) {
        return sns().call("Publish", Members.of("TargetArn", endpoint, "Message", "m"));
    }

    @Test
    default void textMessagesHaveSettingsAndReceivers() {
        Sqs own = sns("333344445555", REGION);
        assertThat(own.call("GetSMSAttributes", Members.of()).texts("attributes"))
                .containsExactly(Map.entry("MonthlySpendLimit", "1"));
        own.call("SetSMSAttributes", Members.of("attributes", Members.of("DefaultSMSType", "Promotional")));
        assertThat(own.call("GetSMSAttributes", Members.of("attributes", List.of("DefaultSMSType")))
                        .texts("attributes"))
                .containsExactly(Map.entry("DefaultSMSType", "Promotional"));

        assertThat(own.call("Publish", Members.of("PhoneNumber", "+491511234567", "Message", "m"))
                        .text("MessageId"))
                .isNotEmpty();
        assertThat(String.valueOf(own.call("CheckIfPhoneNumberIsOptedOut", Members.of("phoneNumber", "+491511234567"))
                        .asMap()
                        .get("isOptedOut")))
                .isEqualTo("false");
        own.call("OptInPhoneNumber", Members.of("phoneNumber", "+491511234567"));
        SqsFault wrong = catchThrowableOfType(
                SqsFault.class, () -> own.call("Publish", Members.of("PhoneNumber", "bob", "Message", "m")));
        assertThat(wrong.code()).isEqualTo("InvalidParameter");
    }

    @Test
    default void aNumberComesIntoTheSandboxAndGoes() {
        Sqs own = sns("444455556666", REGION);
        Members number = Members.of("PhoneNumber", "+491511234567");
        own.call("CreateSMSSandboxPhoneNumber", number);

        assertThat(String.valueOf(own.call("GetSMSSandboxAccountStatus", Members.of())
                        .asMap()
                        .get("IsInSandbox")))
                .isEqualTo("false");
        Members listed = own.call("ListSMSSandboxPhoneNumbers", Members.of())
                .list("PhoneNumbers")
                .get(0);
        assertThat(listed.text("Status")).isEqualTo("Pending");
        SqsFault wrong = catchThrowableOfType(
                SqsFault.class,
                () -> own.call("VerifySMSSandboxPhoneNumber", number.with("OneTimePassword", "99999999")));
        assertThat(wrong.code()).isEqualTo("VerificationException");
        own.call("DeleteSMSSandboxPhoneNumber", number);
        SqsFault gone = catchThrowableOfType(SqsFault.class, () -> own.call("DeleteSMSSandboxPhoneNumber", number));
        assertThat(gone.code()).isEqualTo("ResourceNotFound");
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
