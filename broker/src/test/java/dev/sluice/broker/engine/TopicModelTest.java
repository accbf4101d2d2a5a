package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestTopic.attribute;
import static dev.sluice.broker.engine.TestTopic.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands on topics and queues against a naive topic; and the same commands with turns and restarts elsewhere. */
class TopicModelTest {
    private static final int STEPS = 400;
    private static final String[] KINDS = {"a", "b", "c"};
    private static final String[] POLICIES = {"", "{\"kind\":[\"a\"]}", "{\"kind\":[\"a\",\"b\"]}"};

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheNaiveTopic(long seed) {
        new Run(seed).go();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void rowsAndRepliesAreAFunctionOfTheEntries(long seed) {
        List<Applied> log = new Run(seed).go();

        String rows = rowsAfter(log, new Random(seed), 1, 0);

        assertThat(rowsAfter(log, new Random(seed), 10, 0))
                .as("in longer turns")
                .isEqualTo(rows);
        assertThat(rowsAfter(log, new Random(seed), 3, 4)).as("with restarts").isEqualTo(rows);
        assertThat(rowsAfter(log, new Random(seed), 1, 1))
                .as("restarted after each")
                .isEqualTo(rows);
    }

    /**
     * @param turn one entry in so many ends a turn
     * @param restart one turn in so many ends the process, 0 for never
     */
    private static String rowsAfter(List<Applied> log, Random random, int turn, int restart) {
        var shard = new TestShard(QueueLimits.withInFlight(120_000));
        for (Applied applied : log) {
            assertThat(shard.apply(applied.time, applied.command))
                    .usingRecursiveComparison()
                    .isEqualTo(applied.reply);
            if (random.nextInt(turn) != 0) continue;
            if (restart > 0 && random.nextInt(restart) == 0) shard.restart();
            else shard.endTurn();
        }
        shard.endTurn();
        shard.machine().checkInvariants();
        return shard.store.dump();
    }

    private record Applied(long time, Command command, Reply reply) {}

    /** One subscription of the naive topic. */
    private static final class Naive {
        final SubscriptionRecord record;
        final QueueId queue;
        String policy;

        Naive(SubscriptionRecord record, QueueId queue, String policy) {
            this.record = record;
            this.queue = queue;
            this.policy = policy;
        }
    }

    private static final class Run {
        private final Random random;
        private final TestTopic topics = new TestTopic(Course.ONE_TURN_FOR_ALL);
        private final List<Applied> log = new ArrayList<>();
        private final List<TopicId> ids = List.of(
                new TopicId(TestTopic.ACCOUNT, "us-east-1", "t"),
                new TopicId(TestTopic.ACCOUNT, "us-east-1", "t.fifo"));
        private final List<QueueId> queues = new ArrayList<>();
        private final Map<TopicId, List<Naive>> subscriptions = new HashMap<>();
        /** Until when the FIFO topic takes a repetition for one. */
        private final Map<String, Long> repeats = new HashMap<>();
        /** What was put into each queue that is there. */
        private final Map<QueueId, List<String>> contents = new HashMap<>();

        private final List<String> deadLetters = new ArrayList<>();
        private final QueueId letters = queue("letters");

        Run(long seed) {
            random = new Random(seed);
            for (String name : List.of("q0", "q1", "q2", "q3.fifo", "q4.fifo")) queues.add(queue(name));
        }

        private static QueueId queue(String name) {
            return new QueueId(TestTopic.ACCOUNT, "us-east-1", name);
        }

        List<Applied> go() {
            apply(create(letters));
            for (TopicId id : ids) {
                Map<TopicAttribute, String> attributes = id.isFifo()
                        ? Map.of(TopicAttribute.ARCHIVE_POLICY, TopicAttributes.archivePolicy(1))
                        : Map.of();
                apply(new TopicCommand.CreateTopic(id, new TopicAttributes(attributes), Map.of(), ""));
                subscriptions.put(id, new ArrayList<>());
            }
            for (int i = 0; i < STEPS; i++) step();
            checkContents();
            return log;
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0 -> createOrDeleteQueue();
                case 1, 2 -> subscribe();
                case 3 -> unsubscribe();
                case 4 -> changePolicy();
                case 5 -> letTimePass();
                case 6 -> endTurnOrRestart();
                case 7 -> replay();
                default -> publish();
            }
        }

        private void createOrDeleteQueue() {
            QueueId queue = any(queues);
            if (contents.remove(queue) != null) {
                apply(new Command.DeleteQueue(queue));
            } else {
                apply(create(queue));
                contents.put(queue, new ArrayList<>());
            }
        }

        private static Command create(QueueId queue) {
            var attributes = queue.isFifo() ? QueueAttributes.FIFO_DEFAULTS : QueueAttributes.DEFAULTS;
            return new Command.CreateQueue(queue, attributes, Map.of());
        }

        private void subscribe() {
            TopicId topic = any(ids);
            QueueId queue = any(queues);
            boolean known = of(topic).stream().anyMatch(naive -> naive.queue.equals(queue));
            if (known || (queue.isFifo() && !topic.isFifo())) return;
            String policy = POLICIES[random.nextInt(POLICIES.length)];
            var attributes = new HashMap<SubscriptionAttribute, String>();
            attributes.put(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true");
            if (!policy.isEmpty()) attributes.put(SubscriptionAttribute.FILTER_POLICY, policy);
            if (!queue.isFifo()) {
                attributes.put(
                        SubscriptionAttribute.REDRIVE_POLICY, "{\"deadLetterTargetArn\":\"" + letters.arn() + "\"}");
            }
            var wanted = with(topics.wanted(topic, Protocol.SQS, queue.arn()), attributes);
            var subscribed = (TopicReply.Subscribed) apply(new TopicCommand.Subscribe(wanted));
            of(topic).add(new Naive(subscribed.subscription(), queue, policy));
        }

        private List<Naive> of(TopicId topic) {
            return Objects.requireNonNull(subscriptions.get(topic));
        }

        private void unsubscribe() {
            List<Naive> some = of(any(ids));
            if (some.isEmpty()) return;
            Naive gone = some.remove(random.nextInt(some.size()));
            apply(new TopicCommand.Unsubscribe(gone.record.id(), true, null));
        }

        private void changePolicy() {
            List<Naive> some = of(any(ids));
            if (some.isEmpty()) return;
            Naive changed = any(some);
            changed.policy = POLICIES[random.nextInt(POLICIES.length)];
            apply(new TopicCommand.SetSubscriptionAttributes(
                    changed.record.id(), Map.of(SubscriptionAttribute.FILTER_POLICY, changed.policy)));
        }

        private void letTimePass() {
            topics.clock.advance(random.nextInt(200), ChronoUnit.SECONDS);
            apply(Command.Tick.TICK);
        }

        private void endTurnOrRestart() {
            if (random.nextBoolean()) topics.shard.endTurn();
            else topics.shard.restart();
        }

        /** Of the last minute, to a standard queue, at once, so that what it brings is known without a second model. */
        private void replay() {
            List<Naive> some = of(ids.get(1)).stream()
                    .filter(naive -> !naive.queue.isFifo())
                    .toList();
            if (some.isEmpty()) return;
            Naive chosen = any(some);
            long from = topics.clock.millis() - 60_000;
            set(chosen, "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + Instant.ofEpochMilli(from) + "\"}");
            for (Published published : archive) if (published.at >= from) deliver(chosen, published);
            for (int i = 0; i < 5; i++) {
                topics.clock.advance(10, ChronoUnit.MILLIS);
                apply(Command.Tick.TICK);
            }
            set(chosen, "");
        }

        private void set(Naive chosen, String policy) {
            apply(new TopicCommand.SetSubscriptionAttributes(
                    chosen.record.id(), Map.of(SubscriptionAttribute.REPLAY_POLICY, policy)));
        }

        private record Published(long at, String text, String kind) {}

        private final List<Published> archive = new ArrayList<>();

        private void publish() {
            TopicId topic = any(ids);
            String kind = KINDS[random.nextInt(KINDS.length)];
            String text = kind + log.size();
            String repeat = topic.isFifo() ? "id" + random.nextInt(200) : null;
            Publication publication = topics.publication(text, topic.isFifo() ? "g" + random.nextInt(3) : null, repeat);
            apply(new TopicCommand.Publish(topic, List.of(with(publication, List.of(attribute("kind", kind))))));

            long now = topics.clock.millis();
            if (repeat != null && repeats.getOrDefault(repeat, 0L) > now) return;
            if (repeat != null) repeats.put(repeat, now + 300_000);
            var published = new Published(now, text, kind);
            if (topic.isFifo()) archive.add(published);
            for (Naive subscription : of(topic)) deliver(subscription, published);
        }

        private void deliver(Naive subscription, Published published) {
            boolean wanted = subscription.policy.isEmpty() || subscription.policy.contains(published.kind);
            if (!wanted) return;
            List<String> content = contents.get(subscription.queue);
            if (content != null) content.add(published.text);
            else if (!subscription.queue.isFifo()) deadLetters.add(published.text);
        }

        private void checkContents() {
            contents.forEach((queue, expected) -> {
                if (queue.isFifo()) assertThat(topics.bodies(queue)).containsExactlyInAnyOrderElementsOf(expected);
                else assertThat(topics.bodies(queue)).as("%s", queue).isEqualTo(expected);
            });
            assertThat(topics.bodies(letters)).isEqualTo(deadLetters);
        }

        private Reply apply(Command command) {
            Reply reply = topics.apply(command);
            log.add(new Applied(topics.clock.millis(), command, reply));
            return reply;
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }
    }
}
