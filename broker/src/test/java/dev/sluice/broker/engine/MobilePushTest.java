package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.attribute;
import static dev.sluice.broker.engine.TestTopic.md5;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static dev.sluice.broker.engine.TestTopic.with;
import static dev.sluice.broker.engine.TestTopic.worded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionCounts;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.mobile.EndpointChanges;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of messages for mobile endpoints, alone or as subscribers, however turns and restarts fall. */
class MobilePushTest {
    private static final ApplicationId APP = new ApplicationId(ACCOUNT, "us-east-1", "GCM", "shop.fifo");
    private static final EndpointId PHONE = new EndpointId(APP, new UUID(0, 1));

    @ParameterizedTest
    @EnumSource
    void pushedMessageIsCapturedWithWhomItIsFor(Course course) {
        var shard = started(course);

        var outcomes = ((TopicReply.Published) push(shard, "hello", attribute("kind", "a"))).outcomes();

        assertThat(outcomes).containsExactly(new TopicReply.PublishOutcome(new MessageId(7, 7), 0));
        Message captured = shard.drain(APP.captureQueue()).get(0);
        assertThat(captured.id()).isEqualTo(new MessageId(7, 7));
        assertThat(new String(captured.body(), UTF_8)).isEqualTo("hello");
        assertThat(captured.attributes())
                .extracting(MessageAttribute::name, each -> new String(each.value(), UTF_8))
                .containsExactly(
                        tuple("sluice.endpoint", PHONE.arn()), tuple("sluice.token", "token"), tuple("kind", "a"));
    }

    @ParameterizedTest
    @EnumSource
    void publisherCannotSayForWhomAMessageIs(Course course) {
        var shard = started(course);

        push(shard, "hello", attribute(Capture.ENDPOINT_ATTRIBUTE, "another"));

        assertThat(shard.drain(APP.captureQueue()).get(0).attributes())
                .extracting(each -> new String(each.value(), UTF_8))
                .containsExactly(PHONE.arn(), "token");
    }

    @ParameterizedTest
    @EnumSource
    void missingOrDisabledEndpointsAreNotPushedTo(Course course) {
        var shard = started(course);

        enable(shard, false);
        assertThat(rejection(push(shard, "m"))).isEqualTo(Rejection.ENDPOINT_DISABLED);
        shard.apply(new MobileCommand.SetApplicationAttributes(APP, Map.of("Enabled", "false")));
        assertThat(rejection(push(shard, "m"))).isEqualTo(Rejection.APPLICATION_DISABLED);
        shard.apply(new MobileCommand.DeleteEndpoint(PHONE));
        assertThat(rejection(push(shard, "m"))).isEqualTo(Rejection.ENDPOINT_DOES_NOT_EXIST);
        assertThat(shard.drain(APP.captureQueue())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void capturesAreListedWhileTheirApplicationIsThere(Course course) {
        var shard = started(course);
        long known = listed(shard, 0).version();

        assertThat(listed(shard, 0).captures())
                .containsExactly(
                        new Capture(APP.captureQueue(), Protocol.APPLICATION, ACCOUNT, "us-east-1", APP.arn()));
        if (course != Course.A_RESTART_AFTER_EACH_COMMAND) {
            assertThat(shard.ask(new TopicQuestion.ListEndpoints(known)))
                    .isEqualTo(new TopicReply.EndpointsUnchanged());
        }
        shard.apply(new MobileCommand.DeleteApplication(APP));
        assertThat(listed(shard, known).captures()).isEmpty();
        assertThat(shard.apply(new Command.Receive(APP.captureQueue(), 1, 0, 0)))
                .isEqualTo(new Reply.Rejected(Rejection.QUEUE_DOES_NOT_EXIST));
    }

    // As subscribers

    @ParameterizedTest
    @EnumSource
    void endpointMustExistToSubscribe(Course course) {
        var shard = started(course);
        shard.create(NEWS);
        String unknown = new EndpointId(APP, new UUID(0, 9)).arn();

        for (String endpoint : List.of(unknown, "arn:aws:sns:us-east-1:000000000000:x")) {
            Reply refused = shard.apply(new TopicCommand.Subscribe(shard.wanted(NEWS, Protocol.APPLICATION, endpoint)));
            assertThat(refused).isEqualTo(new Reply.Rejected(Rejection.ENDPOINT_DOES_NOT_EXIST, endpoint));
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscribedEndpointGetsTheTextForItsPlatform(Course course) {
        var shard = started(course);
        SubscriptionRecord subscription = subscribe(shard, Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true"));

        shard.publish(NEWS, worded(shard.publication("for all"), "GCM", "for Android"));
        shard.publish(NEWS, worded(shard.publication("for all"), "APNS", "for others"));
        shard.publish(NEWS, worded(shard.publication("for all"), "application", "for nobody"));

        assertThat(shard.bodies(subscription.id().internalQueue()))
                .containsExactly("for Android", "for all", "for all");
    }

    @ParameterizedTest
    @EnumSource
    void filterOnBodiesSeesTheTextForThePlatform(Course course) {
        var shard = started(course);
        SubscriptionRecord subscription = subscribe(
                shard,
                Map.of(
                        SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true",
                        SubscriptionAttribute.FILTER_POLICY_SCOPE, "MessageBody",
                        SubscriptionAttribute.FILTER_POLICY, "{\"a\":[1]}"));

        shard.publish(NEWS, worded(shard.publication("{\"a\":1}"), "GCM", "{\"a\":2}"));
        shard.publish(NEWS, worded(shard.publication("{\"a\":2}"), "GCM", "{\"a\":1}"));

        assertThat(shard.bodies(subscription.id().internalQueue())).containsExactly("{\"a\":1}");
    }

    @ParameterizedTest
    @EnumSource
    void whatADisabledEndpointDoesNotGetGoesToTheDeadLetterQueue(Course course) {
        var shard = started(course);
        QueueId dead = shard.queue("dead");
        SubscriptionRecord subscription = subscribe(
                shard,
                Map.of(
                        SubscriptionAttribute.RAW_MESSAGE_DELIVERY,
                        "true",
                        SubscriptionAttribute.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"" + dead.arn() + "\"}"));

        enable(shard, false);
        shard.publish(NEWS, "while disabled");
        enable(shard, true);
        shard.publish(NEWS, "while enabled");
        shard.apply(new MobileCommand.SetApplicationAttributes(APP, Map.of("Enabled", "false")));
        shard.publish(NEWS, "while its application is disabled");

        assertThat(shard.bodies(dead)).containsExactly("while disabled", "while its application is disabled");
        assertThat(shard.bodies(subscription.id().internalQueue())).containsExactly("while enabled");
    }

    @ParameterizedTest
    @EnumSource(names = {"A_TURN_FOR_EACH_COMMAND", "ONE_TURN_FOR_ALL"})
    void subscriptionOfADeletedEndpointStaysAndLosesWhatItGets(Course course) {
        var shard = started(course);
        SubscriptionRecord subscription = subscribe(shard, Map.of());

        shard.apply(new MobileCommand.DeleteEndpoint(PHONE));
        shard.publish(NEWS, "m");

        assertThat(shard.counts(subscription)).isEqualTo(new SubscriptionCounts(0, 0, 0, 1));
        assertThat(shard.drain(subscription.id().internalQueue())).isEmpty();
    }

    private static TestTopic started(Course course) {
        var shard = new TestTopic(course);
        shard.apply(new MobileCommand.CreateApplication(APP, Map.of("PlatformCredential", "k")));
        shard.apply(new MobileCommand.CreateEndpoint(PHONE, "token", true, ""));
        return shard;
    }

    private static SubscriptionRecord subscribe(TestTopic shard, Map<SubscriptionAttribute, String> attributes) {
        shard.create(NEWS);
        WantedSubscription wanted = shard.wanted(NEWS, Protocol.APPLICATION, PHONE.arn());
        return shard.subscribe(with(wanted, attributes));
    }

    private static void enable(TestTopic shard, boolean enabled) {
        shard.apply(new MobileCommand.SetEndpointAttributes(PHONE, new EndpointChanges(null, enabled, null)));
    }

    private static Reply push(TestTopic shard, String text, MessageAttribute... attributes) {
        byte[] body = text.getBytes(UTF_8);
        var message =
                new Message(new MessageId(7, 7), body, md5(body), List.of(attributes), null, null, null, "sender");
        return shard.apply(new MobileCommand.Push(PHONE, message));
    }

    private static TopicReply.EndpointsListed listed(TestTopic shard, long known) {
        return (TopicReply.EndpointsListed) shard.ask(new TopicQuestion.ListEndpoints(known));
    }
}
