package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.NEWS;
import static dev.sluice.broker.store.Fixtures.READER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicChange;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.topic.Publication;
import dev.sluice.broker.engine.topic.WantedSubscription;
import dev.sluice.broker.engine.topic.Wording;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a full scan finds what is wrong with topics. The topic of most tests has two messages in its archive, 3 and 4. */
class TopicVerificationTest {
    private static final long NOW = 1_000_000;
    private static final long LOG = 8;
    private static final TopicHead HEAD = new TopicHead(5, 4, 0, 3, NOW);

    @TempDir
    Path directory;

    @BeforeEach
    void writeSoundTopic() {
        write(
                new TopicChange.PutTopic(Fixtures.topic(NEWS, LOG)),
                new TopicChange.PutTopicHead(LOG, HEAD),
                new TopicChange.PutSubscription(Fixtures.subscription(READER, State.CONFIRMED)),
                new TopicChange.PutReplay(new Replay(READER, 3, Replay.State.RUNNING, NOW)),
                archived(3),
                archived(4));
    }

    @Test
    void soundTopicHasNoProblems() {
        assertThat(verify()).isEmpty();
    }

    @Test
    void missingMessageOfAnArchiveIsFound() {
        write(new Change.RemoveMessage(LOG, Position.available(4)));

        assertThat(verify()).singleElement().asString().contains("1 messages are in its archive", "from 3 to before 5");
    }

    @Test
    void messageOutsideOfAnArchiveIsFound() {
        write(archived(2), archived(5));

        assertThat(verify()).hasSize(2).allMatch(problem -> problem.contains("stands outside of its archive"));
    }

    @Test
    void messagesInAnArchiveThatIsTurnedOffAreFound() {
        write(new TopicChange.PutTopicHead(LOG, new TopicHead(5, 4, 0, 3, 0)));

        assertThat(verify()).singleElement().asString().contains("2 messages are in its archive", "turned off");
    }

    @Test
    void subscriptionReplayAndHeadOfNoTopicAreFound() {
        write(
                new TopicChange.RemoveTopic(NEWS),
                new TopicChange.RemoveSubscription(READER),
                new TopicChange.PutSubscription(Fixtures.subscription(other(), State.PENDING)));

        assertThat(verify())
                .anyMatch(problem -> problem.contains("a subscription belongs to no topic"))
                .anyMatch(problem -> problem.contains("a replay belongs to no subscription"))
                .anyMatch(problem -> problem.contains("which no topic has"));
    }

    @Test
    void logThatAQueueAndATopicHaveIsFound() {
        write(new Change.PutQueue(Fixtures.queue(Fixtures.ORDERS, LOG)));

        assertThat(verify()).anyMatch(problem -> problem.contains("a queue and a topic have log " + LOG));
    }

    @Test
    void whatTheEngineWritesIsSound(@TempDir Path live) {
        var random = new Random(20_261_122);
        for (int run = 0; run < 3; run++) {
            try (var store = RocksStore.open(Fixtures.options(live))) {
                var machine = new ShardMachine(store.messages(), QueueLimits.withInFlight(50));
                store.restore(machine);
                machine.restored();
                for (int turn = 1; turn <= 150; turn++) {
                    var effects = new Effects();
                    long index = machine.head().index() + 1;
                    long time = Math.max(NOW, machine.head().time()) + random.nextInt(3_600_000);
                    machine.apply(new Entry(index, time, command(random, index)), effects);
                    machine.endTurn(effects);
                    store.write(effects.changes(), machine.head());
                }
            }
            assertThat(DataVerification.verify(Fixtures.options(live)).problems())
                    .as("run %s", run)
                    .isEmpty();
        }
    }

    private static Command command(Random random, long index) {
        var topic = new TopicId("000000000000", "us-east-1", "t" + random.nextInt(2) + ".fifo");
        var queue = new QueueId("000000000000", "us-east-1", "q" + random.nextInt(3));
        int kind = random.nextInt(100);
        if (kind < 5) return new Command.CreateQueue(queue, QueueAttributes.DEFAULTS, Map.of());
        if (kind < 10) {
            var attributes = new TopicAttributes(archiving(random));
            return new TopicCommand.CreateTopic(topic, attributes, Map.of(), "");
        }
        if (kind < 13) return new TopicCommand.SetTopicAttributes(topic, archiving(random));
        if (kind < 14) return new TopicCommand.DeleteTopic(topic);
        if (kind < 25) {
            var replay = Map.of(SubscriptionAttribute.REPLAY_POLICY, "{\"StartingPoint\":\"1970-01-01T00:00:00Z\"}");
            return new TopicCommand.Subscribe(new WantedSubscription(
                    new SubscriptionId(topic, new UUID(0, index)),
                    Protocol.SQS,
                    queue.arn(),
                    "000000000000",
                    "arn",
                    new SubscriptionAttributes(random.nextBoolean() ? replay : Map.of()),
                    false,
                    null));
        }
        if (kind < 45) return Command.Tick.TICK;
        return new TopicCommand.Publish(topic, List.of(publication(index)));
    }

    private static Map<TopicAttribute, String> archiving(Random random) {
        String policy = random.nextInt(3) == 0 ? "" : TopicAttributes.archivePolicy(1 + random.nextInt(2));
        return policy.isEmpty() ? Map.of() : Map.of(TopicAttribute.ARCHIVE_POLICY, policy);
    }

    private static Publication publication(long index) {
        byte[] text = ("message " + index).getBytes(UTF_8);
        return new Publication(
                new MessageId(1, index),
                text.length,
                new Wording(text, md5(text), text),
                Map.of(),
                List.of(),
                "g",
                "id" + index,
                false,
                null,
                "AIDAEXAMPLE",
                text,
                new byte[0],
                new byte[0]);
    }

    private static SubscriptionId other() {
        return new SubscriptionId(new TopicId("000000000000", "us-east-1", "gone"), new UUID(0, 1));
    }

    private List<String> verify() {
        return DataVerification.verify(Fixtures.options(directory)).problems();
    }

    private void write(Change... changes) {
        try (var store = RocksStore.open(Fixtures.options(directory))) {
            store.write(List.of(changes), new ShardHead(100, NOW, 1));
        }
    }

    private static Change archived(long sequence) {
        byte[] body = ("archived " + sequence).getBytes(UTF_8);
        var message = new Message(new MessageId(1, 2), body, md5(body), List.of(), "g", "id", null, "AIDAEXAMPLE");
        return new Change.PutMessage(LOG, Position.available(sequence), NOW, message);
    }

    private static byte[] md5(byte[] body) {
        try {
            return MessageDigest.getInstance("MD5").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
