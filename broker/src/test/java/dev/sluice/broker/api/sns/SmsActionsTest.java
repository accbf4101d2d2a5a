package dev.sluice.broker.api.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.Answered;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.SmsCommand;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.SmsAccount;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text messages as clients see them. */
class SmsActionsTest {
    private static final SmsAccount SENDER = new SmsAccount(TestSns.ACCOUNT, "us-east-1");
    private static final String BOB = "+491511234567";
    private static final String INVALID = "400 InvalidParameter: ";

    private final TestSns sns = new TestSns();

    // Settings

    @Test
    void aNewAccountHasASpendLimit() {
        assertThat(TestSns.attributes(sns.ok("GetSMSAttributes"))).isEqualTo(Map.of("MonthlySpendLimit", "1"));
    }

    @Test
    void settingsAreReadBackByNameUntilTheyAreRemoved() {
        assertThat(set("DefaultSMSType", "Transactional").body()).contains("<SetSMSAttributesResult/>");
        set("MonthlySpendLimit", "20");

        assertThat(TestSns.attributes(sns.ok("GetSMSAttributes")))
                .isEqualTo(Map.of("MonthlySpendLimit", "20", "DefaultSMSType", "Transactional"));
        assertThat(TestSns.attributes(sns.ok(
                        "GetSMSAttributes", "attributes.member.1", "DefaultSMSType", "attributes.member.2", "Other")))
                .isEqualTo(Map.of("DefaultSMSType", "Transactional"));
        set("MonthlySpendLimit", "");
        assertThat(TestSns.attributes(sns.ok("GetSMSAttributes"))).containsEntry("MonthlySpendLimit", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "Colour, red, Colour is not a valid attribute",
        "DefaultSenderID, 12345, DefaultSendID is not a valid attribute",
        "DefaultSenderID, twelveletter, DefaultSendID is not a valid attribute",
        "DefaultSMSType, Fast, DefaultSMSType is invalid",
        "MonthlySpendLimit, much, MonthlySpendLimit is invalid",
        "DeliveryStatusSuccessSamplingRate, 101, DeliveryStatusSuccessSamplingRate is invalid",
        "DeliveryStatusIAMRole, me, DeliveryStatusIAMRole is invalid"
    })
    void settingsAreChecked(String name, String value, String fault) {
        assertThat(set(name, value).fault()).isEqualTo(INVALID + fault);
    }

    private Answered set(String name, String value) {
        return sns.call("SetSMSAttributes", "attributes.entry.1.key", name, "attributes.entry.1.value", value);
    }

    // Publishing

    @Test
    void aMessageToANumberIsCapturedWithTheTextForTelephones() {
        assertThat(sns.ok("Publish", "PhoneNumber", BOB, "Message", "m").element("MessageId"))
                .hasSize(36);
        sns.ok(
                "Publish",
                "PhoneNumber",
                BOB.substring(1),
                "Message",
                "{\"default\":\"d\",\"sms\":\"short\"}",
                "MessageStructure",
                "json");

        assertThat(captured()).isEqualTo("m");
        assertThat(captured()).isEqualTo("short");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12a", "+0123", "+1234567890123456", "+49 151"})
    void aMessageNeedsANumber(String number) {
        assertThat(sns.call("Publish", "PhoneNumber", number, "Message", "m").fault())
                .isEqualTo(
                        INVALID + "Invalid parameter: PhoneNumber Reason: " + number + " is not valid to publish to");
    }

    @Test
    void aTextMessageIsShort() {
        sns.ok("Publish", "PhoneNumber", BOB, "Message", "ä".repeat(1600));

        assertThat(sns.call("Publish", "PhoneNumber", BOB, "Message", "x".repeat(1601))
                        .fault())
                .isEqualTo(INVALID + "Invalid parameter: Message too long");
    }

    // Opting out

    @Test
    void aNumberThatOptedOutIsRefusedUntilItOptsIn() {
        assertThat(optedOut()).isEqualTo("false");
        sns.sqs.shards.apply(new SmsCommand.OptOut(SENDER, new PhoneNumber(BOB), true));

        assertThat(sns.call("Publish", "PhoneNumber", BOB, "Message", "m").fault())
                .isEqualTo("400 OptedOut: The phone number has opted out of text messages");
        assertThat(optedOut()).isEqualTo("true");
        assertThat(TestSns.elements(sns.ok("ListPhoneNumbersOptedOut"), "member"))
                .containsExactly(BOB);
        assertThat(sns.ok("OptInPhoneNumber", "phoneNumber", BOB).body()).contains("<OptInPhoneNumberResult/>");
        assertThat(optedOut()).isEqualTo("false");
        sns.ok("Publish", "PhoneNumber", BOB, "Message", "m");
    }

    private String optedOut() {
        return String.valueOf(
                sns.ok("CheckIfPhoneNumberIsOptedOut", "phoneNumber", BOB).element("isOptedOut"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CheckIfPhoneNumberIsOptedOut", "OptInPhoneNumber"})
    void whatIsNoNumberIsRefused(String action) {
        assertThat(sns.call(action, "phoneNumber", "bob").fault())
                .isEqualTo(INVALID + "Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
    }

    @Test
    void numbersThatOptedOutAreListedInPages() {
        for (int i = 100; i < 201; i++) {
            sns.sqs.shards.apply(new SmsCommand.OptOut(SENDER, new PhoneNumber("+49" + i), true));
        }

        Answered first = sns.ok("ListPhoneNumbersOptedOut");
        Answered second = sns.ok("ListPhoneNumbersOptedOut", "nextToken", String.valueOf(first.element("nextToken")));

        assertThat(TestSns.elements(first, "member")).hasSize(100);
        assertThat(TestSns.elements(second, "member")).containsExactly("+49200");
        assertThat(second.element("nextToken")).isNull();
    }

    // The sandbox

    @Test
    void accountsAreOutOfTheSandboxUnlessTheBrokerPutsThemIn() {
        assertThat(sns.ok("GetSMSSandboxAccountStatus").element("IsInSandbox")).isEqualTo("false");

        SmsSandboxSwitch.set(sns.sqs.shards, true);

        assertThat(sns.ok("GetSMSSandboxAccountStatus").element("IsInSandbox")).isEqualTo("true");
        assertThat(sns.call("Publish", "PhoneNumber", BOB, "Message", "m").fault())
                .isEqualTo(INVALID + "Invalid parameter: PhoneNumber Reason: " + BOB
                        + " is not valid to publish to: it is not verified in the SMS sandbox");
    }

    @Test
    void aNumberIsVerifiedByTheCodeThatWasCaptured() {
        SmsSandboxSwitch.set(sns.sqs.shards, true);
        sns.ok("CreateSMSSandboxPhoneNumber", "PhoneNumber", BOB);
        assertThat(sandbox()).isEqualTo(BOB + " Pending");
        String code = captured().replace("Your verification code is ", "");
        String wrong = code.equals("123456") ? "123457" : "123456";

        assertThat(code).matches("[0-9]{6}");
        assertThat(verify(wrong).fault())
                .isEqualTo("400 VerificationException: The one-time password is wrong, or it is too late for it");
        assertThat(verify(code).body()).contains("<VerifySMSSandboxPhoneNumberResult/>");
        assertThat(sandbox()).isEqualTo(BOB + " Verified");
        sns.ok("Publish", "PhoneNumber", BOB, "Message", "m");
        assertThat(sns.call("CreateSMSSandboxPhoneNumber", "PhoneNumber", BOB).fault())
                .startsWith("400 UserError: ");
        sns.ok("DeleteSMSSandboxPhoneNumber", "PhoneNumber", BOB);
        assertThat(sns.call("DeleteSMSSandboxPhoneNumber", "PhoneNumber", BOB).fault())
                .isEqualTo("404 ResourceNotFound: The phone number is not in the account's SMS sandbox");
        assertThat(verify(code).fault()).startsWith("404 ResourceNotFound: ");
    }

    @Test
    void whatIsWrongInTheSandboxIsTold() {
        for (String number : List.of("bob", "+1234567", "+123456789012345678901", "")) {
            assertThat(sns.call("CreateSMSSandboxPhoneNumber", "PhoneNumber", number)
                            .fault())
                    .isEqualTo(INVALID + "Invalid parameter: PhoneNumber Reason: input incorrectly formatted");
        }
        assertThat(verify("1234").fault()).startsWith(INVALID + "Invalid parameter: OneTimePassword");
        assertThat(sns.call("ListSMSSandboxPhoneNumbers", "MaxResults", "101").fault())
                .isEqualTo(INVALID + "Invalid parameter: MaxResults");
    }

    private Answered verify(String code) {
        return sns.call("VerifySMSSandboxPhoneNumber", "PhoneNumber", BOB, "OneTimePassword", code);
    }

    private String sandbox() {
        Answered listed = sns.ok("ListSMSSandboxPhoneNumbers");
        return listed.element("PhoneNumber") + " " + listed.element("Status");
    }

    /** The next text message that waits. */
    private String captured() {
        Reply reply = sns.sqs.shards.apply(new Command.Receive(SENDER.captureQueue(), 1, 600, 0));
        byte[] body = ((Reply.Received) reply).deliveries().get(0).message().body();
        return new String(body, StandardCharsets.UTF_8);
    }
}
