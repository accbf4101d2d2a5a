package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Change.PutAcceptedRequest;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A send to a standard queue that comes with a token is carried out once. */
@ParameterizedClass
@EnumSource(Course.class)
class IdempotentSendTest {
    private static final Rejected OF_ANOTHER_REQUEST = new Rejected(Rejection.TOKEN_OF_ANOTHER_REQUEST);

    private final TestQueue queue;
    private long ids;

    IdempotentSendTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @Test
    void repetitionIsAnsweredAsTheFirstAndStoresNothing() {
        Reply first = send("t", "a", "b");
        queue.advance(299_999, MILLIS);

        Reply repetition = send("t", "a", "b");

        assertThat(repetition).isEqualTo(first).isEqualTo(sent(1, 2));
        assertThat(queue.receive()).containsExactly("a", "b");
        assertThat(queue.counts().sent()).isEqualTo(2);
    }

    @Test
    void tokenIsForgottenAfterFiveMinutesWhetherItWasRepeatedOrNot() {
        send("t", "a");
        queue.advance(4, MINUTES);
        send("t", "a");
        queue.advance(1, MINUTES);

        assertThat(send("t", "a")).isEqualTo(sent(3));
        assertThat(queue.receive()).containsExactly("a", "a");
    }

    @Test
    void tokenOutlivesTheMessage() {
        send("t", "a");
        queue.delete(queue.receiveOne());

        assertThat(send("t", "a")).isEqualTo(sent(1));
        assertThat(queue.counts().available()).isZero();
    }

    @Test
    void clockSetBackReopensNothing() {
        send("t", "a");
        queue.advance(5, MINUTES);
        queue.tick();
        queue.advance(-1, HOURS);

        assertThat(send("t", "a")).isEqualTo(sent(2));
        assertThat(send("t", "a")).isEqualTo(sent(2));
    }

    @Test
    void messagesOfABatchKeepTheirOutcomesEvenIfTheQueueWouldTakeThemNow() {
        queue.set(QueueAttribute.MAXIMUM_MESSAGE_SIZE, 1_024);
        String large = "x".repeat(1_025);
        Reply first = send("t", "a", large, "c");
        queue.set(QueueAttribute.MAXIMUM_MESSAGE_SIZE, 2_048);

        Reply repetition = send("t", "a", large, "c");

        assertThat(repetition)
                .isEqualTo(first)
                .isEqualTo(new Reply.Sent(List.of(
                        SendOutcome.accepted(new MessageId(0, 1)),
                        SendOutcome.rejected(new Rejected(Rejection.MESSAGE_TOO_LARGE, "1024")),
                        SendOutcome.accepted(new MessageId(0, 3)))));
        assertThat(queue.receive()).containsExactly("a", "c");
    }

    @Test
    void requestThatStoredNothingMayBeTriedAnewUnderItsToken() {
        queue.set(QueueAttribute.MAXIMUM_MESSAGE_SIZE, 1_024);
        String large = "x".repeat(1_025);
        send("t", large);
        queue.set(QueueAttribute.MAXIMUM_MESSAGE_SIZE, 2_048);

        assertThat(send("t", large)).isEqualTo(sent(2));
        assertThat(queue.receive()).containsExactly(large);
    }

    @Test
    void tokenOfAnotherRequestIsRefused() {
        send("t", "a", "b");

        assertThat(send("t", "a", "c")).isEqualTo(OF_ANOTHER_REQUEST);
        assertThat(send("t", "b", "a")).isEqualTo(OF_ANOTHER_REQUEST);
        assertThat(send("t", "a")).isEqualTo(OF_ANOTHER_REQUEST);
        assertThat(queue.receive()).containsExactly("a", "b");
    }

    @Test
    void otherTokensAndNoneAreOtherRequests() {
        send("t", "a");
        send("u", "a");
        queue.send("a");
        queue.send("a");

        assertThat(queue.receive()).hasSize(4);
    }

    @Test
    void anotherQueueHasTokensOfItsOwn() {
        var other = new QueueId("000000000000", "us-east-1", "other");
        queue.create(other);
        send("t", "a");

        assertThat(send(other, "t", "a")).isEqualTo(sent(2));
    }

    @Test
    void purgedQueueForgetsItsTokensWithItsMessages() {
        send("t", "a");
        queue.purge();

        assertThat(send("t", "a")).isEqualTo(sent(2));
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void queueOfTheSameNameKnowsNoTokenOfTheOneBefore() {
        send("t", "a");
        queue.apply(new Command.DeleteQueue(ORDERS));
        queue.create(ORDERS);

        assertThat(send("t", "a")).isEqualTo(sent(2));
    }

    @Test
    void crashLosesTokenAndMessageTogetherOrNeither() {
        send("t", "a");
        queue.shard.endTurn();
        send("u", "b");
        queue.shard.crash();

        assertThat(send("t", "a")).isEqualTo(sent(1));
        send("u", "b");
        assertThat(queue.receive()).containsExactly("a", "b");
    }

    @Test
    void sendWithoutATokenIsNotRemembered() {
        queue.send("a");

        assertThat(queue.shard.endTurnTellingChanges()).noneMatch(PutAcceptedRequest.class::isInstance);
    }

    @Test
    void fifoQueuePassesOverTokensSinceItHasDeduplicationIds() {
        var fifo = new QueueId("000000000000", "us-east-1", "orders.fifo");
        queue.apply(new Command.CreateQueue(fifo, QueueAttributes.FIFO_DEFAULTS, Map.of()));

        var first = (Reply.Sent) queue.apply(toFifo(fifo, "1"));
        var second = (Reply.Sent) queue.apply(toFifo(fifo, "2"));

        assertThat(second.outcomes()).doesNotContainAnyElementsOf(first.outcomes());
    }

    private Command.Send toFifo(QueueId fifo, String deduplicationId) {
        var message = new Message(
                new MessageId(0, ++ids),
                "a".getBytes(UTF_8),
                new byte[16],
                List.of(),
                "g",
                deduplicationId,
                null,
                "AIDAEXAMPLE");
        return new Command.Send(
                fifo, List.of(new Command.Outgoing(message, 1, 0)), IdempotencyToken.of("t", List.of(new byte[16])));
    }

    private Reply send(String token, String... bodies) {
        return send(ORDERS, token, bodies);
    }

    private Reply send(QueueId to, String token, String... bodies) {
        var messages = new ArrayList<Command.Outgoing>();
        var md5s = new ArrayList<byte[]>();
        for (String body : bodies) {
            messages.add(TestQueue.outgoing(body, ++ids, 0));
            md5s.add(TestTopic.md5(body.getBytes(UTF_8)));
        }
        return queue.apply(new Command.Send(to, messages, IdempotencyToken.of(token, md5s)));
    }

    private static Reply sent(long... ids) {
        var outcomes = new ArrayList<SendOutcome>();
        for (long id : ids) outcomes.add(SendOutcome.accepted(new MessageId(0, id)));
        return new Reply.Sent(outcomes);
    }
}
