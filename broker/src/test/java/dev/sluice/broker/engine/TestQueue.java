package dev.sluice.broker.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One queue in a machine of its own, on a manual clock, with defaults for all a test does not care about. */
final class TestQueue {
    static final long START = 1_700_000_000_000L;
    static final QueueId ORDERS = new QueueId("000000000000", "us-east-1", "orders");

    final ManualClock clock = new ManualClock(START);
    final TestShard shard;
    private final Course course;
    private long messageCount;

    TestQueue(Course course) {
        this(course, QueueLimits.withInFlight(120_000));
    }

    TestQueue(Course course, QueueLimits limits) {
        this.course = course;
        this.shard = new TestShard(limits);
        create(ORDERS);
    }

    static Message message(String body, long id) {
        return message(body, id, null);
    }

    static Message message(String body, long id, @Nullable String group) {
        return new Message(
                new MessageId(0, id), body.getBytes(UTF_8), new byte[16], List.of(), group, null, null, "AIDAEXAMPLE");
    }

    static Command.Outgoing outgoing(String body, long id, int delaySeconds) {
        return new Command.Outgoing(message(body, id), body.length(), delaySeconds);
    }

    Reply apply(Command command) {
        Reply reply = shard.apply(clock.millis(), command);
        if (course == Course.A_TURN_FOR_EACH_COMMAND) shard.endTurn();
        if (course == Course.A_RESTART_AFTER_EACH_COMMAND) shard.restart();
        return reply;
    }

    Reply create(QueueId queue) {
        return apply(new Command.CreateQueue(queue, QueueAttributes.DEFAULTS, Map.of()));
    }

    void set(QueueAttribute attribute, long value) {
        apply(new Command.SetQueueAttributes(ORDERS, Map.of(attribute, Long.toString(value))));
    }

    void purge() {
        apply(new Command.PurgeQueue(ORDERS));
    }

    void tick() {
        apply(Command.Tick.TICK);
    }

    void advance(long amount, ChronoUnit unit) {
        clock.advance(amount, unit);
    }

    void send(String... bodies) {
        for (String body : bodies) sendDelayed(body, Command.QUEUE_DEFAULT);
    }

    /** All in one command. */
    void sendOf(String group, String... bodies) {
        var outgoing = new ArrayList<Command.Outgoing>();
        for (String body : bodies) {
            Message message = message(body, ++messageCount, group);
            outgoing.add(new Command.Outgoing(message, body.length(), Command.QUEUE_DEFAULT));
        }
        apply(new Command.Send(ORDERS, outgoing));
    }

    Reply sendDelayed(String body, int delaySeconds) {
        return apply(new Command.Send(ORDERS, List.of(outgoing(body, ++messageCount, delaySeconds))));
    }

    /** The bodies of up to ten messages, hidden as the queue is set. */
    List<String> receive() {
        return receive(10);
    }

    List<String> receive(int max) {
        return bodies(receiveHiding(max, Command.QUEUE_DEFAULT));
    }

    List<Delivery> receiveHiding(int max, int visibilitySeconds) {
        Reply reply = receiveWaiting(max, visibilitySeconds, Command.QUEUE_DEFAULT);
        return ((Reply.Received) reply).deliveries();
    }

    Delivery receiveOne() {
        return receiveHiding(1, Command.QUEUE_DEFAULT).get(0);
    }

    Reply receiveWaiting(int max, int visibilitySeconds, int waitSeconds) {
        return apply(new Command.Receive(ORDERS, max, visibilitySeconds, waitSeconds));
    }

    @Nullable
    Rejection delete(Delivery delivery) {
        return delete(delivery.handle());
    }

    @Nullable
    Rejection delete(ReceiptHandle handle) {
        return onlyOutcome(apply(new Command.Delete(ORDERS, List.of(handle))));
    }

    @Nullable
    Rejection changeVisibility(Delivery delivery, int seconds) {
        return changeVisibility(delivery.handle(), seconds);
    }

    @Nullable
    Rejection changeVisibility(ReceiptHandle handle, int seconds) {
        var change = new Command.VisibilityChange(handle, seconds);
        return onlyOutcome(apply(new Command.ChangeVisibility(ORDERS, List.of(change))));
    }

    void undo(Delivery... deliveries) {
        var handles = new ArrayList<ReceiptHandle>();
        for (Delivery delivery : deliveries) handles.add(delivery.handle());
        apply(new Command.UndoReceive(ORDERS, handles));
    }

    QueueCounts counts() {
        return described().counts();
    }

    Reply.Described described() {
        return (Reply.Described) ask(new Question.DescribeQueue(ORDERS));
    }

    Reply ask(Question question) {
        return question.answerFrom(shard.machine(), clock.millis());
    }

    boolean hasAvailable() {
        return shard.machine().hasAvailable(ORDERS, clock.millis());
    }

    /** Whether a waiting receive of this queue was called since this was last asked. */
    boolean wokeReceives() {
        return shard.takeReadyQueues().contains(ORDERS);
    }

    static List<String> bodies(List<Delivery> deliveries) {
        return deliveries.stream().map(TestQueue::body).toList();
    }

    static String body(Delivery delivery) {
        return new String(delivery.message().body(), UTF_8);
    }

    private static @Nullable Rejection onlyOutcome(Reply reply) {
        var outcome = ((Reply.Settled) reply).outcomes().get(0);
        return outcome == null ? null : outcome.reason();
    }
}
