package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.md5;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static dev.sluice.broker.engine.TestTopic.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.PhoneNumberRecord.Sandbox;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SmsReply;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.PhoneNumber;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.model.SubscriptionAttribute;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Text messages and who gets them, however turns and restarts fall. */
class SmsTest {
    private static final SmsAccount SENDER = new SmsAccount(ACCOUNT, "us-east-1");
    private static final PhoneNumber BOB = new PhoneNumber("+491511234567");
    private static final PhoneNumber EVE = new PhoneNumber("+491517654321");

    @ParameterizedTest
    @EnumSource
    void textMessageIsCapturedWithItsNumber(Course course) {
        var shard = new TestTopic(course);

        var outcomes = ((TopicReply.Published) text(shard, BOB)).outcomes();
        text(shard, EVE);

        assertThat(outcomes).containsExactly(new TopicReply.PublishOutcome(new MessageId(7, 7), 0));
        assertThat(shard.drain(SENDER.captureQueue()))
                .extracting(message -> new String(message.attributes().get(0).value(), UTF_8) + " "
                        + new String(message.body(), UTF_8))
                .containsExactly(BOB.text() + " hello", EVE.text() + " hello");
        var listed = (TopicReply.EndpointsListed) shard.ask(new TopicQuestion.ListEndpoints(0));
        assertThat(listed.captures())
                .containsExactly(new Capture(SENDER.captureQueue(), Protocol.SMS, ACCOUNT, "us-east-1", ""));
    }

    @ParameterizedTest
    @EnumSource
    void attributesAreSetAndRemoved(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new SmsCommand.SetSmsAttributes(SENDER, Map.of("DefaultSMSType", "Promotional", "a", "b")));

        shard.apply(new SmsCommand.SetSmsAttributes(SENDER, Map.of("a", "", "DefaultSenderID", "me")));

        assertThat(((SmsReply.SettingsTold) shard.ask(new SmsQuestion.DescribeSettings(SENDER))).attributes())
                .isEqualTo(Map.of("DefaultSMSType", "Promotional", "DefaultSenderID", "me"));
        assertThat(((SmsReply.SettingsTold)
                                shard.ask(new SmsQuestion.DescribeSettings(new SmsAccount(ACCOUNT, "eu-west-1"))))
                        .attributes())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void numberThatOptedOutGetsNothingUntilItOptsIn(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new SmsCommand.OptOut(SENDER, BOB, true));

        assertThat(rejection(text(shard, BOB))).isEqualTo(Rejection.PHONE_NUMBER_OPTED_OUT);
        assertThat(isOptedOut(shard)).isTrue();
        assertThat(numbers(shard.ask(new SmsQuestion.ListOptedOut(SENDER, null, 10))))
                .containsExactly(BOB);
        text(shard, EVE);
        shard.apply(new SmsCommand.OptOut(SENDER, BOB, false));
        assertThat(isOptedOut(shard)).isFalse();
        text(shard, BOB);
        assertThat(shard.drain(SENDER.captureQueue())).hasSize(2);
    }

    private static boolean isOptedOut(TestTopic shard) {
        return ((SmsReply.NumberTold) shard.ask(new SmsQuestion.DescribeNumber(SENDER, BOB))).optedOut();
    }

    @ParameterizedTest
    @EnumSource
    void numbersAreListedInPages(Course course) {
        var shard = new TestTopic(course);
        for (PhoneNumber number : List.of(EVE, BOB)) shard.apply(new SmsCommand.OptOut(SENDER, number, true));

        var first = (SmsReply.NumbersListed) shard.ask(new SmsQuestion.ListOptedOut(SENDER, null, 1));
        var second = (SmsReply.NumbersListed) shard.ask(new SmsQuestion.ListOptedOut(SENDER, BOB, 1));

        assertThat(numbers(first)).containsExactly(BOB);
        assertThat(first.more()).isTrue();
        assertThat(numbers(second)).containsExactly(EVE);
        assertThat(second.more()).isFalse();
    }

    // The sandbox

    @ParameterizedTest
    @EnumSource
    void sandboxLetsOnlyVerifiedNumbersGetMessages(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new SmsCommand.SetSandbox(true));
        assertThat(text(shard, BOB)).isEqualTo(new Reply.Rejected(Rejection.PHONE_NUMBER_NOT_VERIFIED, BOB.text()));

        add(shard, BOB, "123456");
        assertThat(rejection(text(shard, BOB))).isEqualTo(Rejection.PHONE_NUMBER_NOT_VERIFIED);
        assertThat(rejection(verify(shard, BOB, "654321"))).isEqualTo(Rejection.VERIFICATION_CODE_WRONG);
        assertThat(verify(shard, BOB, "123456")).isEqualTo(Reply.Done.DONE);
        text(shard, BOB);

        assertThat(shard.bodies(SENDER.captureQueue())).containsExactly("code 123456", "hello");
        shard.apply(new SmsCommand.RemoveFromSandbox(SENDER, BOB));
        assertThat(rejection(text(shard, BOB))).isEqualTo(Rejection.PHONE_NUMBER_NOT_VERIFIED);
        shard.apply(new SmsCommand.SetSandbox(false));
        assertThat(text(shard, BOB)).isInstanceOf(TopicReply.Published.class);
    }

    @ParameterizedTest
    @EnumSource
    void codeIsGoodForAQuarterOfAnHourAndTheLatestOnly(Course course) {
        var shard = new TestTopic(course);
        add(shard, BOB, "111111");
        add(shard, BOB, "222222");
        assertThat(rejection(verify(shard, BOB, "111111"))).isEqualTo(Rejection.VERIFICATION_CODE_WRONG);

        shard.advance(15, MINUTES);
        assertThat(rejection(verify(shard, BOB, "222222"))).isEqualTo(Rejection.VERIFICATION_CODE_WRONG);
        add(shard, BOB, "333333");
        shard.advance(14, MINUTES);
        assertThat(verify(shard, BOB, "333333")).isEqualTo(Reply.Done.DONE);
    }

    @ParameterizedTest
    @EnumSource
    void sandboxTellsWhatItDoesNotDo(Course course) {
        var shard = new TestTopic(course);
        assertThat(rejection(verify(shard, BOB, "1"))).isEqualTo(Rejection.PHONE_NUMBER_NOT_IN_SANDBOX);
        assertThat(rejection(shard.apply(new SmsCommand.RemoveFromSandbox(SENDER, BOB))))
                .isEqualTo(Rejection.PHONE_NUMBER_NOT_IN_SANDBOX);
        shard.apply(new SmsCommand.OptOut(SENDER, EVE, true));
        assertThat(rejection(add(shard, EVE, "1"))).isEqualTo(Rejection.PHONE_NUMBER_OPTED_OUT);
        for (int i = 0; i < 10; i++) add(shard, new PhoneNumber("+4930000" + i), "1");
        assertThat(add(shard, BOB, "1")).isEqualTo(new Reply.Rejected(Rejection.TOO_MANY_SANDBOX_NUMBERS, "10"));
        verify(shard, new PhoneNumber("+49300000"), "1");
        assertThat(rejection(add(shard, new PhoneNumber("+49300000"), "1")))
                .isEqualTo(Rejection.PHONE_NUMBER_IS_VERIFIED);
        shard.apply(new SmsCommand.RemoveFromSandbox(SENDER, new PhoneNumber("+49300000")));
        assertThat(add(shard, BOB, "1")).isEqualTo(Reply.Done.DONE);
        var listed = (SmsReply.NumbersListed) shard.ask(new SmsQuestion.ListSandbox(SENDER, null, 100));
        assertThat(listed.numbers()).hasSize(10).allMatch(each -> each.sandbox() == Sandbox.PENDING);
    }

    // As subscribers

    @ParameterizedTest
    @EnumSource
    void subscribedNumberGetsMessagesWhileItMay(Course course) {
        var shard = new TestTopic(course);
        shard.create(NEWS);
        QueueId dead = shard.queue("dead");
        SubscriptionRecord subscription = shard.subscribe(with(
                shard.wanted(NEWS, Protocol.SMS, "+49-151/123.4567"),
                Map.of(
                        SubscriptionAttribute.RAW_MESSAGE_DELIVERY,
                        "true",
                        SubscriptionAttribute.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + dead.arn() + "\"}")));

        shard.publish(NEWS, "1");
        shard.apply(new SmsCommand.OptOut(SENDER, BOB, true));
        shard.publish(NEWS, "2");
        shard.apply(new SmsCommand.OptOut(SENDER, BOB, false));
        shard.apply(new SmsCommand.SetSandbox(true));
        shard.publish(NEWS, "3");
        add(shard, BOB, "123456");
        verify(shard, BOB, "123456");
        shard.publish(NEWS, "4");

        assertThat(shard.bodies(subscription.id().internalQueue())).containsExactly("1", "4");
        assertThat(shard.bodies(dead)).containsExactly("2", "3");
    }

    private static List<PhoneNumber> numbers(Reply reply) {
        return ((SmsReply.NumbersListed) reply)
                .numbers().stream().map(PhoneNumberRecord::number).toList();
    }

    private static Reply add(TestTopic shard, PhoneNumber number, String code) {
        return shard.apply(new SmsCommand.AddToSandbox(SENDER, number, code, message("code " + code)));
    }

    private static Reply verify(TestTopic shard, PhoneNumber number, String code) {
        return shard.apply(new SmsCommand.VerifyNumber(SENDER, number, code));
    }

    private static Reply text(TestTopic shard, PhoneNumber number) {
        return shard.apply(new SmsCommand.Text(SENDER, number, message("hello")));
    }

    private static Message message(String text) {
        byte[] body = text.getBytes(UTF_8);
        return new Message(new MessageId(7, 7), body, md5(body), List.of(), null, null, null, "sender");
    }
}
