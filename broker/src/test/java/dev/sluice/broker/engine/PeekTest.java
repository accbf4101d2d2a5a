package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.ORDERS;
import static dev.sluice.broker.engine.TestQueue.START;
import static dev.sluice.broker.model.MessageState.AVAILABLE;
import static dev.sluice.broker.model.MessageState.DELAYED;
import static dev.sluice.broker.model.MessageState.IN_FLIGHT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.MessageFilter;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Peeked;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.TextSearch;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a look at a queue's messages shows, and how far it goes at once. */
class PeekTest {
    private static final Set<MessageState> ALL = EnumSet.allOf(MessageState.class);

    private final TestQueue queue = new TestQueue(Course.A_TURN_FOR_EACH_COMMAND);

    @ParameterizedTest
    @EnumSource
    void messagesAreShownInTheStateTheyAreIn(Course course) {
        var queue = new TestQueue(course);
        queue.send("held", "back", "fresh");
        queue.sendDelayed("later", 10);
        queue.sendDelayed("soon", 1);
        queue.receiveHiding(1, 60);
        queue.receiveHiding(1, 0);
        queue.advance(1, SECONDS);

        assertThat(bodies(look(queue, Set.of(AVAILABLE)))).containsExactly("back", "fresh", "soon");
        assertThat(bodies(look(queue, Set.of(IN_FLIGHT)))).containsExactly("held");
        assertThat(bodies(look(queue, Set.of(DELAYED)))).containsExactly("later");
        assertThat(bodies(look(queue, Set.of(AVAILABLE, DELAYED)))).containsExactly("back", "fresh", "soon", "later");
        assertThat(bodies(look(queue, ALL))).containsExactly("held", "back", "fresh", "soon", "later");
    }

    @Test
    void aMessageInFlightIsShownWithItsReceivesAndWithWhenItIsBack() {
        queue.send("a");
        queue.advance(5, SECONDS);
        queue.receiveHiding(1, 0);
        queue.advance(5, SECONDS);
        queue.receiveHiding(1, 30);

        PeekedMessage seen = look(queue, ALL).get(0);

        assertThat(seen.state()).isEqualTo(IN_FLIGHT);
        assertThat(seen.receivableAt()).isEqualTo(START + 40_000);
        assertThat(seen.delivery().sentAt()).isEqualTo(START);
        assertThat(seen.delivery().firstReceivedAt()).isEqualTo(START + 5_000);
        assertThat(seen.delivery().receiveCount()).isEqualTo(2);
    }

    @Test
    void aDelayedMessageIsShownWithWhenItIsDue() {
        queue.sendDelayed("a", 10);

        PeekedMessage seen = look(queue, ALL).get(0);

        assertThat(seen.state()).isEqualTo(DELAYED);
        assertThat(seen.receivableAt()).isEqualTo(START + 10_000);
        assertThat(seen.delivery().receiveCount()).isZero();
    }

    @Test
    void aMessageWhoseVisibilityTimeoutHasEndedIsAvailable() {
        queue.send("a");
        queue.receiveHiding(1, 30);
        queue.advance(30, SECONDS);

        PeekedMessage seen = look(queue, ALL).get(0);

        assertThat(seen.state()).isEqualTo(AVAILABLE);
        assertThat(seen.receivableAt()).isZero();
        assertThat(seen.delivery().receiveCount()).isEqualTo(1);
    }

    @Test
    void aLookGoesOnWhereItsLastStepEnded() {
        queue.send("a", "b", "c");

        Peeked first = step(new Peek(ALL, 2));
        Peeked second = step(new Peek(ALL, 2).after(first, 2));

        assertThat(bodies(first.messages())).containsExactly("a", "b");
        assertThat(bodies(second.messages())).containsExactly("c");
        assertThat(second.next()).isNull();
    }

    @Test
    void whatIsReceivedReturnedOrSentBetweenTwoStepsIsStillMetOnce() {
        queue.send("a", "b", "c", "d");
        queue.receiveHiding(2, 60);
        Peeked first = step(new Peek(ALL, 2));
        queue.receiveHiding(1, 60);
        queue.advance(60, SECONDS);
        queue.send("e");

        var rest = queue.shard.look(ORDERS, new Peek(ALL, 2).after(first, 2), queue.clock.millis());

        assertThat(bodies(first.messages())).containsExactly("a", "b");
        assertThat(bodies(rest)).containsExactly("c", "d", "e");
    }

    @Test
    void afterAPurgeALookStartsAnew() {
        queue.send("a", "b", "c");
        Peeked first = step(new Peek(ALL, 2));
        queue.purge();
        queue.send("d");

        assertThat(bodies(step(new Peek(ALL, 2).after(first, 2)).messages())).containsExactly("d");
    }

    @Test
    void aStepThatFindsNothingEndsAllTheSameAndSaysWhereToGoOn() {
        for (int i = 0; i < 1_000; i++) queue.send("hay " + i);
        queue.send("needle");
        var search = new Peek(0, Peek.START, ALL, body("needle"), 10);

        Peeked first = step(search);

        assertThat(first.messages()).isEmpty();
        assertThat(first.next()).isNotNull();
        assertThat(bodies(queue.shard.look(ORDERS, search, queue.clock.millis())))
                .containsExactly("needle");
    }

    @Test
    void aStepReadsSoManyMessagesAndBytesOnly() {
        for (int i = 0; i < 300; i++) queue.send("a");
        assertThat(step(new Peek(ALL, 1_000)).messages()).hasSize(Peek.MOST_READ);

        queue.receiveHiding(10, 60);
        queue.receiveHiding(10, 60);
        assertThat(step(new Peek(ALL, 1_000)).messages()).hasSize(Peek.MOST_READ);

        queue.purge();
        for (int i = 0; i < 5; i++) queue.send("x".repeat(Peek.MOST_READ_BYTES / 2));
        assertThat(step(new Peek(ALL, 1_000)).messages()).hasSize(2);
    }

    @Test
    void manyTouchedMessagesAreWalkedInOrderStepByStep() {
        var narrow = new TestQueue(Course.A_TURN_FOR_EACH_COMMAND, QueueLimits.withInFlight(2_000));
        var sent = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) sent.add("message " + i);
        narrow.send(sent.toArray(String[]::new));
        for (int i = 0; i < 90; i++) narrow.receiveHiding(10, 1 + (i * 37) % 100);

        assertThat(bodies(narrow.shard.look(ORDERS, new Peek(ALL, 1_000), narrow.clock.millis())))
                .isEqualTo(sent);
        assertThat(narrow.shard.look(ORDERS, new Peek(Set.of(IN_FLIGHT), 7), narrow.clock.millis()))
                .hasSize(900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "jobs.fifo"})
    void aStepGoesOverSoManyDeadMessagesOnly(String name) {
        var jobs = new QueueId("000000000000", "us-east-1", name);
        var attributes = jobs.isFifo() ? QueueAttributes.FIFO_DEFAULTS : QueueAttributes.DEFAULTS;
        queue.apply(new Command.CreateQueue(jobs, attributes, Map.of()));
        int last = 10_500;
        for (int i = 0; i <= last; i++) {
            String id = Integer.toString(i);
            queue.apply(new Command.Send(jobs, List.of(new Command.Outgoing(grouped(i, id), 1, 0))));
        }
        Reply reply = queue.apply(new Command.Receive(jobs, 10, 600, 0, 0));
        while (reply instanceof Received received && !received.deliveries().isEmpty()) {
            List<ReceiptHandle> done = received.deliveries().stream()
                    .filter(delivery -> delivery.message().id().low() % last != 0)
                    .map(Delivery::handle)
                    .toList();
            queue.apply(new Command.Delete(jobs, done));
            reply = queue.apply(new Command.Receive(jobs, 10, 600, 0, 0));
        }

        var first = (Peeked) queue.ask(new Question.PeekMessages(jobs, new Peek(ALL, 10)));

        assertThat(bodies(first.messages())).containsExactly("0");
        assertThat(first.next()).isNotNull();
        assertThat(bodies(queue.shard.look(jobs, new Peek(ALL, 10), queue.clock.millis())))
                .containsExactly("0", "" + last);
        assertThat(bodies(queue.shard.look(jobs, new Peek(Set.of(IN_FLIGHT), 1), queue.clock.millis())))
                .containsExactly("0", "" + last);
    }

    private static Message grouped(long id, String body) {
        return new Message(
                new MessageId(0, id),
                body.getBytes(UTF_8),
                new byte[16],
                List.of(),
                "g" + id,
                body,
                null,
                "AIDAEXAMPLE");
    }

    @Test
    void messagesAreFoundByIdGroupAttributeAndBody() {
        send(message(7, "the first one", "g1", "color", "red"));
        send(message(8, "the second one", "g2", "color", "blue"));
        send(message(9, "three", null, "size", "red"));

        assertThat(found(new MessageFilter(new MessageId(0, 8), null, null, null, null)))
                .containsExactly(8L);
        assertThat(found(new MessageFilter(null, "g1", null, null, null))).containsExactly(7L);
        assertThat(found(new MessageFilter(null, null, "color", null, null))).containsExactly(7L, 8L);
        assertThat(found(new MessageFilter(null, null, "color", "red", null))).containsExactly(7L);
        assertThat(found(new MessageFilter(null, null, null, "red", null))).containsExactly(7L, 9L);
        assertThat(found(body("one"))).containsExactly(7L, 8L);
        assertThat(found(new MessageFilter(null, "g2", null, null, new TextSearch("first"))))
                .isEmpty();
    }

    @Test
    void aQueueThatDoesNotExistIsRefused() {
        var nowhere = new QueueId("000000000000", "us-east-1", "nowhere");

        assertThat(queue.ask(new Question.PeekMessages(nowhere, new Peek(ALL, 1))))
                .isEqualTo(new Reply.Rejected(Rejection.QUEUE_DOES_NOT_EXIST));
    }

    @Test
    void queuesArePagedInOrderOverAccountsAndRegions() {
        queue.create(new QueueId("000000000000", "eu-west-1", "jobs"));
        queue.create(new QueueId("111111111111", "us-east-1", "orders-2"));

        var first = (Reply.QueuePage) queue.ask(new Question.DescribeQueues("", null, 2));
        var second = (Reply.QueuePage) queue.ask(new Question.DescribeQueues("", first.last(), 2));
        var orders = (Reply.QueuePage) queue.ask(new Question.DescribeQueues("orders", null, 2));

        assertThat(names(first)).containsExactly("jobs", "orders");
        assertThat(names(second)).containsExactly("orders-2");
        assertThat(second.last()).isNull();
        assertThat(names(orders)).containsExactly("orders", "orders-2");
    }

    private static List<String> names(Reply.QueuePage page) {
        return page.queues().stream()
                .map(described -> described.queue().id().name())
                .toList();
    }

    private static List<PeekedMessage> look(TestQueue queue, Set<MessageState> states) {
        return queue.shard.look(ORDERS, new Peek(states, 100), queue.clock.millis());
    }

    private Peeked step(Peek peek) {
        return (Peeked) queue.ask(new Question.PeekMessages(ORDERS, peek));
    }

    private List<Long> found(MessageFilter filter) {
        return step(new Peek(0, Peek.START, ALL, filter, 100)).messages().stream()
                .map(seen -> seen.delivery().message().id().low())
                .toList();
    }

    private static MessageFilter body(String text) {
        return new MessageFilter(null, null, null, null, new TextSearch(text));
    }

    private void send(Message message) {
        queue.apply(new Command.Send(ORDERS, List.of(new Command.Outgoing(message, 1, 0))));
    }

    private static Message message(long id, String body, @Nullable String group, String attribute, String value) {
        var attributes = List.of(new MessageAttribute(attribute, "String", value.getBytes(UTF_8)));
        return new Message(
                new MessageId(0, id), body.getBytes(UTF_8), new byte[16], attributes, group, null, null, "AIDAEXAMPLE");
    }

    private static List<String> bodies(List<PeekedMessage> seen) {
        return seen.stream().map(one -> TestQueue.body(one.delivery())).toList();
    }
}
