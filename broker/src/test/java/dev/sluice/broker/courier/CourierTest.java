package dev.sluice.broker.courier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.courier.TestCourier.Attempt;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.shard.Shards.Submission;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CourierTest {
    private static final String URL = "http://endpoint.example/";
    private static final long MINUTE = 60_000;

    private final TestCourier courier = new TestCourier();

    @Test
    void messageThatIsDeliveredIsGone() {
        var subscription = courier.subscribe(URL, Map.of());

        courier.send(subscription, "a");
        courier.pass(0);

        assertThat(courier.attempts()).containsExactly(new Attempt(0, URL, "a"));
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void deadEndpointIsTriedByItsPolicyToTheSecondAndThenTheMessageIsADeadLetter() {
        var policy = """
                {"healthyRetryPolicy":{"minDelayTarget":10,"maxDelayTarget":90,"numRetries":14,"numNoDelayRetries":2,
                 "numMinDelayRetries":3,"numMaxDelayRetries":4,"backoffFunction":"linear"}}""";
        var subscription = courier.subscribe(
                URL,
                Map.of(
                        SubscriptionAttribute.DELIVERY_POLICY,
                        policy,
                        SubscriptionAttribute.REDRIVE_POLICY,
                        courier.deadLetters()));
        courier.answerAll(Outcome.FAILED);

        courier.send(subscription, "a");
        courier.pass(9 * MINUTE);

        // at once, thrice the least, growing by 20 s, then the greatest
        assertThat(courier.attempts())
                .extracting(Attempt::seconds)
                .containsExactly(0, 0, 0, 10, 20, 30, 40, 70, 120, 190, 280, 370, 460);
        assertThat(courier.deadLetterBodies()).isEmpty();

        courier.pass(MINUTE + 40_000);

        assertThat(courier.attempts()).extracting(Attempt::seconds).endsWith(460, 550, 640);
        assertThat(courier.attempts()).hasSize(15);
        assertThat(courier.deadLetterBodies()).containsExactly("a");
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void delayCountsFromTheEndOfAnAttemptThatTimedOut() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answerAfter(15_000, Outcome.FAILED);

        courier.send(subscription, "a");
        courier.pass(10 * MINUTE);

        assertThat(courier.attempts()).extracting(Attempt::seconds).containsExactly(0, 35, 70, 105);
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void refusedMessageIsADeadLetterAtOnce() {
        var subscription = courier.subscribe(URL, Map.of(SubscriptionAttribute.REDRIVE_POLICY, courier.deadLetters()));
        courier.answerAll(Outcome.REFUSED);

        courier.send(subscription, "a");
        courier.pass(0);

        assertThat(courier.attempts()).hasSize(1);
        assertThat(courier.deadLetterBodies()).containsExactly("a");
    }

    @Test
    void withoutADeadLetterQueueItIsDropped() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answerAll(Outcome.REFUSED);

        courier.send(subscription, "a");
        courier.pass(0);

        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void policyThatChangesHoldsForTheNextAttempt() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answerAll(Outcome.FAILED);
        courier.send(subscription, "a");
        courier.pass(1_000);

        courier.set(
                subscription,
                SubscriptionAttribute.DELIVERY_POLICY,
                "{\"healthyRetryPolicy\":{\"minDelayTarget\":5,\"maxDelayTarget\":5,\"numRetries\":2}}");
        courier.pass(10 * MINUTE);

        assertThat(courier.attempts()).extracting(Attempt::seconds).containsExactly(0, 20, 25);
    }

    @Test
    void throttleSpreadsMessagesOverSeconds() {
        var subscription = courier.subscribe(
                URL,
                Map.of(SubscriptionAttribute.DELIVERY_POLICY, "{\"throttlePolicy\":{\"maxReceivesPerSecond\":3}}"));

        for (int i = 0; i < 10; i++) courier.send(subscription, "m" + i);
        courier.pass(MINUTE);

        assertThat(courier.attempts()).extracting(Attempt::seconds).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3);
    }

    @Test
    void endpointsThatHangLeaveRoomForThoseThatDoNot() {
        var good = courier.subscribe(URL, Map.of());
        courier.send(good, "first");
        courier.pass(0);
        courier.answer(url ->
                url.equals(URL) ? CompletableFuture.completedFuture(Outcome.DELIVERED) : new CompletableFuture<>());
        for (int i = 0; i < 2 * TestCourier.AT_ONCE; i++) {
            var bad = courier.subscribe("http://bad.example/" + i, Map.of());
            for (int message = 0; message < 20; message++) courier.send(bad, "x");
        }

        for (int round = 0; round < 5; round++) {
            courier.pass(15_000);
            for (int i = 0; i < 100; i++) courier.send(good, "m");
            courier.pass(0);
            assertThat(courier.left(good)).isZero();
            courier.failAllInProgress();
        }
    }

    @Test
    void endpointThatHangsHoldsNoMoreThanItsWindow() {
        var slow = courier.subscribe("http://slow.example/", Map.of());
        courier.answer(url -> new CompletableFuture<>());

        for (int i = 0; i < 500; i++) courier.send(slow, "x");
        courier.pass(0);

        assertThat(courier.attempts()).hasSize(4);
    }

    @Test
    void busyShardIsAskedAgain() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.send(subscription, "a");

        courier.shardAnswers(Submission.MAILBOX_FULL);
        courier.pass(1_000);
        assertThat(courier.attempts()).isEmpty();

        courier.shardAnswers(Submission.TAKEN);
        courier.pass(1_000);
        assertThat(courier.attempts()).hasSize(1);
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void nextRunDeliversWhatTheLastOneLeft() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answer(url -> new CompletableFuture<>());
        for (int i = 0; i < 6; i++) courier.send(subscription, "m" + i);
        courier.pass(0);

        courier.startAnew();
        courier.answerAll(Outcome.DELIVERED);
        courier.pass(MINUTE);

        assertThat(courier.attempts()).extracting(Attempt::body).contains("m0", "m1", "m2", "m3", "m4", "m5");
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void attemptsThatCrashedCountButNoMessageIsGivenUpWithoutOne() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answer(url -> new CompletableFuture<>());
        courier.send(subscription, "a");
        for (int crash = 0; crash < 10; crash++) {
            courier.pass(MINUTE);
            courier.startAnew();
        }

        courier.answerAll(Outcome.DELIVERED);
        courier.pass(MINUTE);

        assertThat(courier.left(subscription)).isZero();
        assertThat(courier.attempts()).hasSizeGreaterThan(11);
    }

    @Test
    void confirmationIsNotRepeatedOnceItIsConfirmed() {
        SubscriptionId subscription = courier.subscribePending(URL, "token");
        courier.answerAll(Outcome.FAILED);
        courier.pass(0);
        assertThat(courier.attempts()).extracting(Attempt::body).containsExactly("please confirm");

        courier.confirm("token");
        courier.pass(MINUTE);

        assertThat(courier.attempts()).hasSize(1);
        assertThat(courier.left(subscription)).isZero();
    }

    @Test
    void attributeOfAPublisherMakesNoConfirmationOfAMessage() {
        SubscriptionId subscription = courier.subscribe(URL, Map.of());
        var attribute = new MessageAttribute("sluice.type", "String", "SubscriptionConfirmation".getBytes(UTF_8));

        courier.send(subscription, "a", List.of(attribute));
        courier.pass(0);

        assertThat(courier.attempts()).extracting(Attempt::body).containsExactly("a");
    }

    @Test
    void messagesForOtherProtocolsStayWhereTheyAre() {
        var mail = courier.subscribeMail("bob@example.com");

        courier.send(mail, "a");
        courier.pass(MINUTE);

        assertThat(courier.attempts()).isEmpty();
        assertThat(courier.left(mail)).isEqualTo(1);
    }

    @Test
    void theyAreForwardedUntilTheyAreTaken() {
        var forwarding = new TestCourier("http://sink.example/");
        var mail = forwarding.subscribeMail("bob@example.com");
        forwarding.answerAll(Outcome.REFUSED);

        forwarding.send(mail, "a");
        forwarding.pass(2 * MINUTE);
        assertThat(forwarding.attempts()).extracting(Attempt::seconds).containsExactly(0, 10, 30, 70);

        forwarding.answerAll(Outcome.DELIVERED);
        forwarding.pass(MINUTE);
        assertThat(forwarding.attempts()).endsWith(new Attempt(150, "http://sink.example/", "a"));
        assertThat(forwarding.left(mail)).isZero();
    }

    @Test
    void whatWasPushedToATelephoneIsForwardedToo() {
        var forwarding = new TestCourier("http://sink.example/");
        forwarding.answerAll(Outcome.REFUSED);

        forwarding.push("a");
        forwarding.pass(5_000);
        forwarding.answerAll(Outcome.DELIVERED);
        forwarding.pass(2 * MINUTE);

        assertThat(forwarding.attempts())
                .containsExactly(
                        new Attempt(0, "http://sink.example/", "a"), new Attempt(10, "http://sink.example/", "a"));
    }

    @Test
    void drainWaitsForWhatIsInProgressAndStartsNoMore() {
        var subscription = courier.subscribe(URL, Map.of());
        courier.answerAfter(5_000, Outcome.DELIVERED);
        for (int i = 0; i < 6; i++) courier.send(subscription, "m" + i);
        courier.pass(0);

        var drained = courier.drain();
        assertThat(drained).isNotDone();
        courier.pass(5_000);

        assertThat(drained).isCompleted();
        assertThat(List.of(courier.attempts().size(), courier.left(subscription)))
                .isEqualTo(List.of(4, 2));
    }
}
