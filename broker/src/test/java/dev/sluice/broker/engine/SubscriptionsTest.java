package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.ACCOUNT;
import static dev.sluice.broker.engine.TestTopic.NEWS;
import static dev.sluice.broker.engine.TestTopic.asked;
import static dev.sluice.broker.engine.TestTopic.handshake;
import static dev.sluice.broker.engine.TestTopic.rejection;
import static dev.sluice.broker.engine.TestTopic.subscribed;
import static dev.sluice.broker.engine.TestTopic.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How subscriptions come, are confirmed, change and go. */
class SubscriptionsTest {
    private static final TopicId FIFO = new TopicId(ACCOUNT, "us-east-1", "news.fifo");
    private static final String URL = "http://localhost:8080/news";
    private static final Map<SubscriptionAttribute, String> RAW =
            Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true");

    @ParameterizedTest
    @EnumSource(Course.class)
    void endpointThatNobodyHasToAskIsConfirmedAtOnce(Course course) {
        var topics = topics(course);

        SubscriptionRecord subscription = topics.subscribe(NEWS, topics.queue("q"), RAW);

        assertThat(subscription.state()).isEqualTo(State.CONFIRMED);
        assertThat(subscription.authenticated()).isTrue();
        assertThat(describe(topics, subscription.id()).subscription()).isEqualTo(subscription);
        assertThat(topics.describe(NEWS).counts().confirmed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void endpointSubscribesATopicOnceAndOnlyWithAttributesThatAgree(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");
        SubscriptionRecord first = topics.subscribe(NEWS, queue, RAW);

        assertThat(topics.subscribe(NEWS, queue)).isEqualTo(first);
        assertThat(topics.subscribe(NEWS, queue, RAW)).isEqualTo(first);
        var defaultScope = Map.of(SubscriptionAttribute.FILTER_POLICY_SCOPE, "MessageAttributes");
        assertThat(topics.subscribe(NEWS, queue, defaultScope)).isEqualTo(first);
        var cooked = Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "false");
        var other = with(topics.wanted(NEWS, Protocol.SQS, queue.arn()), cooked);
        assertThat(rejection(topics.apply(new TopicCommand.Subscribe(other))))
                .isEqualTo(Rejection.SUBSCRIPTION_HAS_OTHER_ATTRIBUTES);

        assertThat(topics.describe(NEWS).counts().confirmed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void endpointThatIsAskedFirstGetsTheQuestionAndNothingElse(Course course) {
        var topics = topics(course);

        SubscriptionRecord pending = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "token"));
        topics.publish(NEWS, "too early");

        assertThat(pending.state()).isEqualTo(State.PENDING);
        assertThat(topics.describe(NEWS).counts().pending()).isEqualTo(1);
        assertThat(topics.bodies(pending.id().internalQueue())).containsExactly("token");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void queueOfAnotherAccountGetsTheQuestionItself(Course course) {
        var topics = topics(course);
        QueueId queue = topics.queue("q");

        SubscriptionRecord pending = topics.subscribe(asked(topics.wanted(NEWS, Protocol.SQS, queue.arn()), "token"));

        assertThat(pending.state()).isEqualTo(State.PENDING);
        assertThat(topics.bodies(queue)).containsExactly("token");
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void tokenConfirmsAsOftenAsItIsShown(Course course) {
        var topics = topics(course);
        SubscriptionRecord pending = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "token"));

        SubscriptionRecord confirmed = confirm(topics, "token", false);
        topics.advance(3, ChronoUnit.DAYS);

        assertThat(confirmed.id()).isEqualTo(pending.id());
        assertThat(confirmed.state()).isEqualTo(State.CONFIRMED);
        assertThat(confirmed.authenticated()).isFalse();
        assertThat(confirm(topics, "token", true)).isEqualTo(confirmed);
        assertThat(topics.describe(NEWS).counts().confirmed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void signedConfirmationCanAskForSignedUnsubscribesOnly(Course course) {
        var topics = topics(course);
        topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "token"));
        var confirmed = subscribed(topics.apply(new TopicCommand.ConfirmSubscription("token", true, true)));

        assertThat(confirmed.authenticated()).isTrue();
        assertThat(rejection(topics.apply(new TopicCommand.Unsubscribe(confirmed.id(), false, null))))
                .isEqualTo(Rejection.UNSUBSCRIBE_NEEDS_SIGNATURE);
        assertThat(topics.apply(new TopicCommand.Unsubscribe(confirmed.id(), true, null)))
                .isEqualTo(Done.DONE);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void pendingEndpointThatSubscribesAgainIsAskedAgainWithANewToken(Course course) {
        var topics = topics(course);
        SubscriptionRecord first = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "one"));

        SubscriptionRecord again = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "two"));

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(topics.bodies(first.id().internalQueue())).containsExactly("one", "two");
        assertThat(rejection(topics.apply(new TopicCommand.ConfirmSubscription("one", false, false))))
                .isEqualTo(Rejection.TOKEN_UNKNOWN);
        assertThat(confirm(topics, "two", false).id()).isEqualTo(first.id());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void subscriptionThatNobodyConfirmsIsForgottenAfterTwoDays(Course course) {
        var topics = topics(course);
        SubscriptionRecord pending = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "token"));
        topics.drain(pending.id().internalQueue());

        topics.advance(2 * 86_400 - 1, ChronoUnit.SECONDS);
        assertThat(topics.describe(NEWS).counts().pending()).isEqualTo(1);
        topics.advance(1, ChronoUnit.SECONDS);

        assertThat(topics.describe(NEWS).counts().pending()).isZero();
        assertThat(rejection(topics.apply(new TopicCommand.ConfirmSubscription("token", false, false))))
                .isEqualTo(Rejection.TOKEN_UNKNOWN);
        assertThat(rejection(topics.apply(new Command.Receive(pending.id().internalQueue(), 1, 0, 0))))
                .isEqualTo(Rejection.QUEUE_DOES_NOT_EXIST);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void unsubscribedEndpointGetsNothingMoreAndItsQueueIsGone(Course course) {
        var topics = topics(course);
        SubscriptionRecord subscription = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));

        assertThat(topics.apply(new TopicCommand.Unsubscribe(subscription.id(), true, null)))
                .isEqualTo(Done.DONE);
        assertThat(topics.apply(new TopicCommand.Unsubscribe(subscription.id(), true, null)))
                .isEqualTo(Done.DONE);

        assertThat(rejection(topics.ask(new TopicQuestion.DescribeSubscription(subscription.id()))))
                .isEqualTo(Rejection.SUBSCRIPTION_DOES_NOT_EXIST);
        assertThat(rejection(topics.apply(new Command.Receive(subscription.id().internalQueue(), 1, 0, 0))))
                .isEqualTo(Rejection.QUEUE_DOES_NOT_EXIST);
        assertThat(topics.describe(NEWS).counts().deleted()).isEqualTo(1);
        assertThat(topics.describe(NEWS).counts().confirmed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void pendingSubscriptionIsNotUnsubscribed(Course course) {
        var topics = topics(course);
        SubscriptionRecord pending = topics.subscribe(asked(topics.wanted(NEWS, Protocol.HTTP, URL), "token"));

        assertThat(rejection(topics.apply(new TopicCommand.Unsubscribe(pending.id(), true, null))))
                .isEqualTo(Rejection.SUBSCRIPTION_IS_PENDING);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void farewellIsAllThatWaitsForAnEndpointThatLeftAndItsTokenBringsItBack(Course course) {
        var topics = topics(course);
        SubscriptionRecord subscription = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        topics.publish(NEWS, "not delivered yet");

        topics.apply(new TopicCommand.Unsubscribe(subscription.id(), false, handshake("come back")));
        topics.publish(NEWS, "not for it");

        assertThat(listed(topics)).isEmpty();
        assertThat(rejection(topics.ask(new TopicQuestion.DescribeSubscription(subscription.id()))))
                .isEqualTo(Rejection.SUBSCRIPTION_DOES_NOT_EXIST);
        assertThat(topics.bodies(subscription.id().internalQueue())).containsExactly("come back");

        assertThat(confirm(topics, "come back", false).id()).isEqualTo(subscription.id());
        assertThat(listed(topics)).containsExactly(subscription.id());
        topics.publish(NEWS, "welcome");
        assertThat(topics.bodies(subscription.id().internalQueue())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void endpointThatLeftMaySubscribeAnewAndIsThenNotBroughtBack(Course course) {
        var topics = topics(course);
        SubscriptionRecord old = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        topics.apply(new TopicCommand.Unsubscribe(old.id(), false, handshake("come back")));

        SubscriptionRecord anew = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));

        assertThat(anew.id()).isNotEqualTo(old.id());
        assertThat(rejection(topics.apply(new TopicCommand.ConfirmSubscription("come back", false, false))))
                .isEqualTo(Rejection.TOKEN_UNKNOWN);
        topics.advance(2, ChronoUnit.DAYS);
        assertThat(rejection(topics.apply(new Command.Receive(old.id().internalQueue(), 1, 0, 0))))
                .isEqualTo(Rejection.QUEUE_DOES_NOT_EXIST);
        assertThat(listed(topics)).containsExactly(anew.id());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void attributesAreLaidOverThoseThatAreThereAndEmptyOnesAreRemoved(Course course) {
        var topics = topics(course);
        SubscriptionRecord subscription = topics.subscribe(NEWS, topics.queue("q"), RAW);

        set(topics, subscription, SubscriptionAttribute.FILTER_POLICY, "{\"kind\":[\"a\"]}");
        set(topics, subscription, SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "false");
        set(topics, subscription, SubscriptionAttribute.FILTER_POLICY, "");

        assertThat(describe(topics, subscription.id())
                        .subscription()
                        .attributes()
                        .given())
                .isEqualTo(Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "false"));
        assertThat(rejection(topics.apply(new TopicCommand.SetSubscriptionAttributes(topics.newId(NEWS), RAW))))
                .isEqualTo(Rejection.SUBSCRIPTION_DOES_NOT_EXIST);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void policyAndScopeThatWereBothChangedAtOnceMustFitEachOther(Course course) {
        var topics = topics(course);
        var ofBody = Map.of(SubscriptionAttribute.FILTER_POLICY_SCOPE, "MessageBody");
        SubscriptionRecord subscription = topics.subscribe(NEWS, topics.queue("q"), ofBody);
        set(topics, subscription, SubscriptionAttribute.FILTER_POLICY_SCOPE, "MessageAttributes");

        Reply reply = topics.apply(new TopicCommand.SetSubscriptionAttributes(
                subscription.id(), Map.of(SubscriptionAttribute.FILTER_POLICY, "{\"a\":{\"b\":[\"c\"]}}")));

        assertThat(rejection(reply)).isEqualTo(Rejection.FILTER_POLICY_DOES_NOT_FIT);
        assertThat(((Reply.Rejected) reply).detail()).contains("does not support nested filter policy");
        assertThat(describe(topics, subscription.id())
                        .subscription()
                        .attributes()
                        .given())
                .doesNotContainKey(SubscriptionAttribute.FILTER_POLICY);
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void subscriptionsGoWithTheirTopic(Course course) {
        var topics = topics(course);
        SubscriptionRecord stayed = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        SubscriptionRecord left = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL + "2"));
        topics.apply(new TopicCommand.Unsubscribe(left.id(), false, handshake("come back")));

        topics.apply(new TopicCommand.DeleteTopic(NEWS));
        topics.create(NEWS);

        assertThat(listed(topics)).isEmpty();
        for (SubscriptionRecord gone : List.of(stayed, left)) {
            assertThat(rejection(topics.apply(new Command.Receive(gone.id().internalQueue(), 1, 0, 0))))
                    .isEqualTo(Rejection.QUEUE_DOES_NOT_EXIST);
        }
        assertThat(topics.apply(new TopicCommand.Unsubscribe(stayed.id(), true, null)))
                .isEqualTo(Done.DONE);
        assertThat(topics.describe(NEWS).counts().deleted()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void fifoTopicHasAHundredSubscriptionsAtMost(Course course) {
        var topics = topics(course);
        for (int i = 0; i < 100; i++) topics.subscribe(topics.wanted(FIFO, Protocol.SQS, queueArn(i)));

        Reply reply = topics.apply(new TopicCommand.Subscribe(topics.wanted(FIFO, Protocol.SQS, queueArn(100))));

        assertThat(reply).isEqualTo(new Reply.Rejected(Rejection.TOO_MANY_SUBSCRIPTIONS, "100"));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void subscriptionsAreListedByTopicAndByOwnerPageByPage(Course course) {
        var topics = topics(course);
        List<SubscriptionId> ids = Stream.of("a", "b", "c")
                .map(name -> topics.subscribe(NEWS, topics.queue(name)).id())
                .toList();
        SubscriptionId other = topics.subscribe(FIFO, topics.queue("d")).id();

        assertThat(page(topics, new TopicQuestion.ListSubscriptionsByTopic(NEWS, null, 2)))
                .isEqualTo(ids.subList(0, 2));
        assertThat(page(topics, new TopicQuestion.ListSubscriptionsByTopic(NEWS, ids.get(1), 2)))
                .containsExactly(ids.get(2));
        assertThat(page(topics, new TopicQuestion.ListSubscriptions(ACCOUNT, "us-east-1", ids.get(1), 9)))
                .containsExactly(ids.get(2), other);
        assertThat(page(topics, new TopicQuestion.ListSubscriptions(ACCOUNT, "us-east-2", null, 9)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void whoCarriesMessagesOnIsToldOfEndpointsOnceForEachChange(Course course) {
        var topics = topics(course);
        SubscriptionRecord http = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        topics.subscribe(NEWS, topics.queue("q"));

        var told = (TopicReply.EndpointsListed) topics.ask(new TopicQuestion.ListEndpoints(0));

        assertThat(told.subscriptions())
                .extracting(TopicReply.SubscriptionDescribed::subscription)
                .containsExactly(http);
        assertThat(topics.ask(new TopicQuestion.ListEndpoints(told.version())))
                .isEqualTo(new TopicReply.EndpointsUnchanged());
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void whatWaitsForAnEndpointIsToldOfItsSubscriptionAndOfNoQueue(Course course) {
        var topics = topics(course);
        SubscriptionRecord http = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        SubscriptionRecord toQueue = topics.subscribe(NEWS, topics.queue("q"));
        topics.advance(1, ChronoUnit.SECONDS);
        topics.publish(NEWS, "hello");

        var told = (TopicReply.TopicsSurveyed) topics.ask(new TopicQuestion.SurveyTopics());

        assertThat(told.subscriptions())
                .extracting(TopicReply.SubscriptionSurveyed::subscription, each -> each.internal() == null)
                .containsExactly(tuple(http, false), tuple(toQueue, true));
        QueueCounts waiting = Objects.requireNonNull(told.subscriptions().get(0).internal());
        assertThat(waiting.present()).isEqualTo(1);
        assertThat(waiting.oldestSentAt()).isEqualTo(topics.clock.millis());
        assertThat(((Reply.Surveyed) topics.ask(new Question.Survey())).queues())
                .extracting(queue -> queue.queue().id().name())
                .containsExactly("q");
        assertThat(((Reply.WorkPage) topics.ask(new Question.SurveyWork(null, 0))).queues())
                .extracting(work -> work.queue().queue().id().name())
                .containsExactly("q");
        for (QueueId after : new QueueId[] {null, new QueueId(ACCOUNT, "us-east-1", "a")}) {
            var page = (Reply.QueuePage) topics.ask(new Question.DescribeQueues("", after, 1));
            assertThat(page.queues())
                    .extracting(queue -> queue.queue().id().name())
                    .containsExactly("q");
            assertThat(page.last()).isNull();
        }
        assertThat(topics.ask(new Question.DescribeQueues("", http.id().internalQueue(), 9)))
                .isEqualTo(new Reply.QueuePage(List.of(), null));
    }

    @ParameterizedTest
    @EnumSource(Course.class)
    void theDeadLetterQueueOfASubscriptionIsToldAsOneUntilTheSubscriptionIsGone(Course course) {
        var topics = topics(course);
        QueueId dead = topics.queue("dead");
        SubscriptionRecord http = topics.subscribe(topics.wanted(NEWS, Protocol.HTTP, URL));
        assertThat(deadLetterQueues(topics)).isEmpty();

        String policy = "{\"deadLetterTargetArn\":\"" + dead.arn() + "\"}";
        var changes = Map.of(SubscriptionAttribute.REDRIVE_POLICY, policy);
        topics.apply(new TopicCommand.SetSubscriptionAttributes(http.id(), changes));
        assertThat(deadLetterQueues(topics)).containsExactly("dead");

        topics.apply(new TopicCommand.Unsubscribe(http.id(), true, null));
        assertThat(deadLetterQueues(topics)).isEmpty();
    }

    private static List<String> deadLetterQueues(TestTopic topics) {
        return ((Reply.WorkPage) topics.ask(new Question.SurveyWork(null, 0)))
                .queues().stream()
                        .filter(QueueWork::deadLetters)
                        .map(work -> work.queue().queue().id().name())
                        .toList();
    }

    private static TestTopic topics(Course course) {
        var topics = new TestTopic(course);
        topics.create(NEWS);
        topics.create(FIFO);
        return topics;
    }

    private static String queueArn(int number) {
        return new QueueId(ACCOUNT, "us-east-1", "q" + number).arn();
    }

    private static SubscriptionRecord confirm(TestTopic topics, String token, boolean signed) {
        return subscribed(topics.apply(new TopicCommand.ConfirmSubscription(token, signed, false)));
    }

    private static void set(
            TestTopic topics, SubscriptionRecord subscription, SubscriptionAttribute attribute, String value) {
        topics.apply(new TopicCommand.SetSubscriptionAttributes(subscription.id(), Map.of(attribute, value)));
    }

    private static TopicReply.SubscriptionDescribed describe(TestTopic topics, SubscriptionId id) {
        return (TopicReply.SubscriptionDescribed) topics.ask(new TopicQuestion.DescribeSubscription(id));
    }

    private static List<SubscriptionId> listed(TestTopic topics) {
        return page(topics, new TopicQuestion.ListSubscriptionsByTopic(NEWS, null, 100));
    }

    private static List<SubscriptionId> page(TestTopic topics, TopicQuestion question) {
        return ((TopicReply.SubscriptionsListed) topics.ask(question))
                .subscriptions().stream().map(SubscriptionRecord::id).toList();
    }
}
