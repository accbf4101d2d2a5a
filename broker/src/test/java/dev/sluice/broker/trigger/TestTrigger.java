package dev.sluice.broker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.courier.ManualLoop;
import dev.sluice.broker.courier.ManualShards;
import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.Outgoing;
import dev.sluice.broker.engine.Question.DescribeQueue;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.trigger.Verdict.Done;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A trigger on the test's clock, between a real machine and a function that answers as the test says. */
final class TestTrigger {
    static final QueueId JOBS = new QueueId("000000000000", "us-east-1", "jobs");
    static final QueueId FIFO = new QueueId("000000000000", "us-east-1", "jobs.fifo");

    final List<Invocation> invocations = new ArrayList<>();
    private final ManualLoop loop = new ManualLoop();
    private final ManualShards shards = new ManualShards(loop);
    private final long start = loop.millis();
    private final QueueId queue;
    private final TriggersOptions options;
    private Function<Invocation, CompletableFuture<Verdict>> function = call -> completed(Done.ALL);
    private Triggers triggers;
    private long number;

    /** @param millis since the test began */
    record Invocation(long millis, List<Delivery> messages, Duration timeout) {
        List<String> bodies() {
            return messages.stream()
                    .map(each -> new String(each.message().body(), UTF_8))
                    .toList();
        }

        String idOf(String body) {
            for (Delivery each : messages) {
                if (new String(each.message().body(), UTF_8).equals(body))
                    return each.message().id().toString();
            }
            throw new AssertionError(body + " is not in " + bodies());
        }
    }

    TestTrigger(TriggerOptions trigger) {
        this(new TriggersOptions(List.of(trigger), 64 << 20));
    }

    TestTrigger(TriggersOptions options) {
        this.options = options;
        this.queue = options.triggers().get(0).queue();
        this.triggers = started();
    }

    static TriggerOptions of(QueueId queue, int batchSize, int windowSeconds) {
        return new TriggerOptions(
                "fn",
                queue,
                URI.create("http://user:secret@function.example/run"),
                batchSize,
                Duration.ofSeconds(windowSeconds),
                1_000,
                Duration.ofSeconds(30),
                true,
                true,
                false);
    }

    static <T> CompletableFuture<T> completed(T value) {
        return CompletableFuture.completedFuture(value);
    }

    private Triggers started() {
        Functions functions = (trigger, messages, timeout) -> {
            var invocation = new Invocation(loop.millis() - start, List.copyOf(messages), timeout);
            invocations.add(invocation);
            return function.apply(invocation);
        };
        var made = new Triggers(options, shards, functions, loop, new SimpleMeterRegistry());
        shards.start(made::ring);
        made.start();
        return made;
    }

    TestTrigger withQueue(Map<QueueAttribute, String> attributes) {
        create(queue, attributes);
        return this;
    }

    void create(QueueId other, Map<QueueAttribute, String> attributes) {
        shards.apply(new Command.CreateQueue(other, new QueueAttributes(attributes), Map.of()));
    }

    void set(QueueAttribute attribute, String value) {
        shards.apply(new Command.SetQueueAttributes(queue, Map.of(attribute, value)));
    }

    /** As after a crash: what the old one knew is forgotten. */
    void startAnew() {
        loop.close();
        triggers = started();
    }

    void answer(Function<Invocation, CompletableFuture<Verdict>> other) {
        function = other;
    }

    void answerAll(Verdict verdict) {
        answer(call -> completed(verdict));
    }

    void answerAfter(long millis, Verdict verdict) {
        answer(call -> {
            var answer = new CompletableFuture<Verdict>();
            later(millis, () -> answer.complete(verdict));
            return answer;
        });
    }

    void later(long millis, Runnable task) {
        loop.at(loop.millis() + millis, task);
    }

    void send(String... bodies) {
        for (String body : bodies) send(body, null);
    }

    void sendInGroup(String group, String... bodies) {
        for (String body : bodies) send(body, group);
    }

    private void send(String body, @Nullable String group) {
        byte[] bytes = body.getBytes(UTF_8);
        number++;
        var message = new Message(
                new MessageId(1, number),
                bytes,
                new byte[16],
                List.of(),
                group,
                group == null ? null : "d" + number,
                null,
                "sender");
        shards.apply(new Command.Send(queue, List.of(new Outgoing(message, bytes.length, Command.QUEUE_DEFAULT))));
    }

    void pass(long millis) {
        loop.pass(millis);
    }

    CompletableFuture<Void> drain() {
        var drained = triggers.drain();
        loop.run();
        return drained;
    }

    TriggerStatus status() {
        var told = new ArrayList<TriggerStatus>();
        triggers.statuses(told::addAll);
        loop.run();
        return told.get(0);
    }

    QueueCounts counts() {
        return counts(queue);
    }

    QueueCounts counts(QueueId other) {
        return ((Reply.Described) shards.answer(new DescribeQueue(other))).counts();
    }

    List<List<String>> batches() {
        return invocations.stream().map(Invocation::bodies).toList();
    }
}
