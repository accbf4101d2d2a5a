package dev.sluice.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.CreateQueue;
import dev.sluice.broker.engine.Command.DeleteQueue;
import dev.sluice.broker.engine.Command.Outgoing;
import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.Command.Send;
import dev.sluice.broker.engine.Command.SetQueueAttributes;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.log.LocalLog;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import dev.sluice.broker.store.SimulatedStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShardTest {
    private static final QueueId QUEUE = new QueueId("000000000000", "us-east-1", "q");

    private final SimulatedStore store = new SimulatedStore();
    private final Mailbox mailbox = new Mailbox(64);
    private final List<QueueId> rung = new ArrayList<>();
    private final EmptyReceives emptyReceives = new EmptyReceives();
    private long clock = 1_800_000_000_000L;
    private final Shard shard = open();

    @BeforeEach
    void createQueue() {
        ask(new CreateQueue(QUEUE, QueueAttributes.DEFAULTS, Map.of()));
        shard.turn();
    }

    @Test
    void messageReachesAParkedPollWithinOneWrite() {
        var poll = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 20));
        shard.turn();
        long writes = store.writes();

        ask(send());
        shard.turn();

        assertThat(poll)
                .singleElement()
                .isInstanceOfSatisfying(
                        Received.class,
                        received -> assertThat(received.deliveries()).hasSize(1));
        assertThat(store.writes()).isEqualTo(writes + 1);
    }

    @Test
    void receivesThatFindNothingAreCountedAndThoseThatWaitWhenTheyEnd() {
        ask(new Receive(QUEUE, 1, 30, 0));
        var waits = ask(new Receive(QUEUE, 1, 30, 20));
        shard.turn();
        assertThat(waits).isEmpty();
        assertThat(emptyReceives.counts()).containsExactly(Map.entry(QUEUE, 1L));

        clock += 20_100;
        shard.turn();
        assertThat(waits).containsExactly(Received.NOTHING);
        assertThat(emptyReceives.counts()).containsExactly(Map.entry(QUEUE, 2L));

        ask(send());
        ask(new Receive(QUEUE, 1, 30, 0));
        shard.turn();
        assertThat(emptyReceives.counts()).containsExactly(Map.entry(QUEUE, 2L));

        ask(new DeleteQueue(QUEUE));
        shard.turn();
        assertThat(emptyReceives.counts()).isEmpty();
    }

    @Test
    void bellRingsForAQueueThatHasSomethingAgain() {
        ask(send());
        shard.turn();
        assertThat(rung).containsExactly(QUEUE);

        ask(new Receive(QUEUE, 1, 30, 0));
        shard.turn();
        rung.clear();
        clock += 31_000;
        shard.turn();
        assertThat(rung).containsExactly(QUEUE);
    }

    @Test
    void deadLetterReachesAPollOfItsQueueInTheTurnOfItsMove() {
        var dead = deadLettersAfterOneReceive();
        ask(send());
        ask(new Receive(QUEUE, 1, 0, 0));
        var ofDead = ask(new Receive(dead, 1, Command.QUEUE_DEFAULT, 20));
        shard.turn();
        assertThat(ofDead).isEmpty();

        var ofSource = ask(new Receive(QUEUE, 1, 0, 20));
        shard.turn();

        assertThat(ofSource).as("nothing left for it").isEmpty();
        assertThat(ofDead)
                .singleElement()
                .isInstanceOfSatisfying(
                        Received.class,
                        received -> assertThat(received.deliveries()).hasSize(1));
    }

    @Test
    void pollWaitsWhileThousandsOfMessagesBeforeItsOwnAreMoved() {
        deadLettersAfterOneReceive();
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 60; j++) ask(send());
            shard.turn();
        }
        for (int i = 0; i < 130; i++) {
            ask(new Receive(QUEUE, 10, 5, 0));
            if (i % 50 == 49) shard.turn();
        }
        shard.turn();
        clock += 5_000;
        var poll = ask(new Receive(QUEUE, 1, 0, 20));
        shard.turn();
        assertThat(poll).as("one turn moves some of them").isEmpty();
        ask(send());

        for (int turns = 0; turns < 3 && poll.isEmpty(); turns++) shard.turn();

        assertThat(poll)
                .singleElement()
                .isInstanceOfSatisfying(
                        Received.class,
                        received -> assertThat(received.deliveries()).hasSize(1));
    }

    private QueueId deadLettersAfterOneReceive() {
        var dead = new QueueId("000000000000", "us-east-1", "dead");
        String policy = new RedrivePolicy(dead.arn(), dead, 1).text();
        ask(new CreateQueue(dead, QueueAttributes.DEFAULTS, Map.of()));
        ask(new SetQueueAttributes(QUEUE, Map.of(QueueAttribute.REDRIVE_POLICY, policy)));
        shard.turn();
        return dead;
    }

    @Test
    void pollThatFindsNothingIsAnsweredEmptyWhenItsTimeIsUp() {
        var poll = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 5));
        shard.turn();
        clock += 4_999;
        shard.turn();
        assertThat(poll).isEmpty();

        clock += 101;
        shard.turn();

        assertThat(poll).containsExactly(Received.NOTHING);
    }

    @Test
    void pollOfADeletedQueueNeverServesTheNextOfThatName() {
        var poll = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 20));
        shard.turn();

        ask(new DeleteQueue(QUEUE));
        ask(new CreateQueue(QUEUE, QueueAttributes.DEFAULTS, Map.of()));
        ask(send());
        shard.turn();

        assertThat(poll).containsExactly(new Rejected(Rejection.QUEUE_DOES_NOT_EXIST));
    }

    @Test
    void drainingAnswersParkedPollsAndParksNoMore() {
        var parked = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 20));
        shard.turn();

        shard.drain();
        var late = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 20));
        shard.turn();

        assertThat(parked).containsExactly(Received.NOTHING);
        assertThat(late).containsExactly(Received.NOTHING);
    }

    @Test
    void whatChangesNothingWritesNothing() {
        long writes = store.writes();

        ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 0));
        shard.turn();

        assertThat(store.writes()).isEqualTo(writes);
    }

    @Test
    void aTurnTakesTwoLooksAtMessagesAtMostAndWritesNothingForThem() {
        ask(send());
        shard.turn();
        long writes = store.writes();
        var looks = new ArrayList<Reply>();
        var look = new Question.PeekMessages(QUEUE, new Peek(Set.of(MessageState.AVAILABLE), 10));
        for (int i = 0; i < 3; i++)
            assertThat(mailbox.put(new Letter(look, new Replies(looks)))).isTrue();
        var received = ask(new Receive(QUEUE, 1, Command.QUEUE_DEFAULT, 0));

        shard.turn();
        assertThat(looks).hasSize(2);
        assertThat(store.writes()).isEqualTo(writes);
        shard.turn();
        assertThat(looks).hasSize(3);
        assertThat(received).hasSize(1);
    }

    private static Send send() {
        var message = new Message(
                new MessageId(1, 2), new byte[10], new byte[16], List.of(), null, null, null, "000000000000");
        return new Send(QUEUE, List.of(new Outgoing(message, 10, 0)));
    }

    /** The list gets the reply when there is one. */
    private List<Reply> ask(Command command) {
        var replies = new ArrayList<Reply>();
        assertThat(mailbox.put(new Letter(command, new Replies(replies)))).isTrue();
        return replies;
    }

    private Shard open() {
        var machine = new ShardMachine(store.messages(), 120_000);
        machine.restored();
        var opened = new Shard(
                ShardOptions.DEFAULTS,
                machine,
                new LocalLog<>(0),
                store,
                mailbox,
                () -> clock,
                new SimpleMeterRegistry(),
                rung::add,
                emptyReceives);
        opened.claim();
        return opened;
    }

    private static final class Replies implements ReplyTo {
        private final List<Reply> replies;

        Replies(List<Reply> replies) {
            this.replies = replies;
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public void accept(Reply reply) {
            replies.add(reply);
        }
    }
}
