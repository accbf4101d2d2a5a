package dev.sluice.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.ChangeVisibility;
import dev.sluice.broker.engine.Command.CreateQueue;
import dev.sluice.broker.engine.Command.Delete;
import dev.sluice.broker.engine.Command.Outgoing;
import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.Command.Send;
import dev.sluice.broker.engine.Command.UndoReceive;
import dev.sluice.broker.engine.Command.VisibilityChange;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Sent;
import dev.sluice.broker.engine.effect.Reply.Settled;
import dev.sluice.broker.log.LocalLog;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real shard on a store that loses what it had not synced, with clients that never rest and a power supply that
 * fails before and after the sync. What a client was told must hold whatever happens then.
 */
class ShardSimulationTest {
    private static final int CLIENTS = 40;
    private static final int STEPS = 1_500;
    private static final List<QueueId> QUEUES =
            List.of(new QueueId("000000000000", "us-east-1", "one"), new QueueId("000000000000", "us-east-1", "two"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void nothingAcknowledgedIsLostAndNothingDeletedReturns(long seed) {
        var simulation = new Simulation(seed);
        simulation.run();
        simulation.drainAndAudit();
    }

    /** What happened to one message, as far as its clients know. */
    private static final class Story {
        boolean sendAcknowledged;
        boolean deleteAsked;
        boolean deleteAcknowledged;
        int lastReceiveCount;
    }

    private static final class Simulation {
        private final Random random;
        private final FailingStore store;
        private final Map<MessageId, Story> stories = new HashMap<>();
        private final List<Client> clients = new ArrayList<>();
        private long clock = 1_800_000_000_000L;
        private Mailbox mailbox;
        private Shard shard;
        private int crashes;

        Simulation(long seed) {
            random = new Random(seed);
            store = new FailingStore(random);
            mailbox = new Mailbox(256);
            shard = open();
            for (QueueId queue : QUEUES) {
                mailbox.put(new Letter(new CreateQueue(queue, QueueAttributes.DEFAULTS, Map.of()), new Client(this)));
            }
            shard.turn();
            for (int i = 0; i < CLIENTS; i++) clients.add(new Client(this));
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                clock += random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(30);
                if (random.nextInt(500) == 0) clock -= 60_000;
                int active = random.nextInt(CLIENTS);
                for (int i = 0; i < active; i++) {
                    int which = random.nextInt(CLIENTS);
                    Client client = clients.get(which);
                    if (client.idle()) client.ask(random);
                    else if (random.nextInt(40) == 0) replace(which);
                }
                store.wantsSweep(random.nextInt(20) == 0);
                if (random.nextInt(40) == 0) store.failDuringNextWrite();
                turn();
            }
            assertThat(crashes).as("crashes").isGreaterThan(20);
        }

        private void replace(int which) {
            clients.get(which).hangUp();
            clients.set(which, new Client(this));
        }

        Story story(Delivery delivery) {
            return story(delivery.message().id());
        }

        Story story(MessageId id) {
            Story story = stories.get(id);
            if (story == null) throw new AssertionError(id + " was delivered and never sent");
            return story;
        }

        private void turn() {
            try {
                shard.turn();
            } catch (PowerFailure failure) {
                crashes++;
                store.restart();
                mailbox = new Mailbox(256);
                shard = open();
                clients.forEach(Client::connectionLost);
            }
        }

        private Shard open() {
            var machine = new ShardMachine(store.messages(), 50);
            store.restore(machine);
            machine.restored();
            var opened = new Shard(
                    ShardOptions.DEFAULTS,
                    machine,
                    new LocalLog<>(machine.head().index()),
                    store,
                    mailbox,
                    () -> clock,
                    new SimpleMeterRegistry(),
                    Bell.SILENT,
                    new EmptyReceives());
            opened.claim();
            return opened;
        }

        void drainAndAudit() {
            clients.forEach(Client::hangUp);
            Set<MessageId> present = new HashSet<>();
            var auditor = new Client(this);
            for (QueueId queue : QUEUES) {
                clock += 43_200_000;
                for (int empty = 0; empty < 3; ) {
                    auditor.ask(new Receive(queue, 10, 43_200, 0));
                    turn();
                    if (auditor.lastReceived.isEmpty()) empty++;
                    auditor.lastReceived.forEach(
                            delivery -> present.add(delivery.message().id()));
                    mailbox.put(new Letter(
                            new Delete(
                                    queue,
                                    auditor.lastReceived.stream()
                                            .map(Delivery::handle)
                                            .toList()),
                            new Client(this)));
                    turn();
                    auditor.lastReceived = List.of();
                }
            }
            var lost = new ArrayList<MessageId>();
            stories.forEach((id, story) -> {
                if (story.sendAcknowledged && !story.deleteAsked && !present.contains(id)) lost.add(id);
            });
            assertThat(lost).as("acknowledged, never deleted, and gone").isEmpty();
            present.removeAll(stories.keySet());
            assertThat(present).as("there, but never sent").isEmpty();
        }
    }

    /** Asks one thing at a time, as a connection does. */
    private static final class Client implements ReplyTo {
        private final Simulation simulation;
        private @Nullable Command asked;
        private @Nullable Held deleting;
        private boolean gone;
        private List<Delivery> lastReceived = List.of();
        private final List<Held> held = new ArrayList<>();

        private record Held(QueueId queue, Delivery delivery) {}

        Client(Simulation simulation) {
            this.simulation = simulation;
        }

        boolean idle() {
            return asked == null;
        }

        void ask(Random random) {
            QueueId queue = QUEUES.get(random.nextInt(QUEUES.size()));
            int choice = random.nextInt(100);
            if (choice < 35 || (choice >= 60 && held.isEmpty())) {
                ask(new Send(queue, messages(random)));
            } else if (choice < 60) {
                ask(new Receive(queue, 1 + random.nextInt(10), random.nextInt(60), random.nextInt(21)));
            } else if (choice < 85) {
                Held message = held.remove(random.nextInt(held.size()));
                simulation.story(message.delivery).deleteAsked = true;
                ask(new Delete(message.queue, List.of(message.delivery.handle())), message);
            } else if (choice < 95) {
                Held message = held.get(random.nextInt(held.size()));
                var change = new VisibilityChange(message.delivery.handle(), random.nextInt(3) * 10);
                ask(new ChangeVisibility(message.queue, List.of(change)));
            } else {
                Held message = held.remove(random.nextInt(held.size()));
                Story story = simulation.story(message.delivery);
                // What is undone was never delivered, so the next receive may show the same count.
                story.lastReceiveCount = Math.min(story.lastReceiveCount, message.delivery.receiveCount() - 1);
                ask(new UndoReceive(message.queue, List.of(message.delivery.handle())));
            }
        }

        private List<Outgoing> messages(Random random) {
            var messages = new ArrayList<Outgoing>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                var id = new MessageId(random.nextLong(), random.nextLong());
                simulation.stories.put(id, new Story());
                var message = new Message(
                        id, new byte[random.nextInt(200)], new byte[16], List.of(), null, null, null, "000000000000");
                messages.add(new Outgoing(message, message.body().length, random.nextInt(4) == 0 ? 5 : 0));
            }
            return messages;
        }

        private void ask(Delete delete, Held message) {
            deleting = message;
            ask(delete);
        }

        void ask(Command command) {
            asked = command;
            assertThat(simulation.mailbox.put(new Letter(command, this))).isTrue();
        }

        /** Leaves for good; another client takes the place. */
        void hangUp() {
            simulation.mailbox.cancel(this);
            gone = true;
        }

        void connectionLost() {
            asked = null;
            deleting = null;
        }

        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public void accept(Reply reply) {
            Command answered = asked;
            asked = null;
            if (answered instanceof Send send) {
                acknowledge(send, (Sent) reply);
            } else if (answered instanceof Receive receive) {
                if (reply instanceof Received received) take(receive.queue(), received.deliveries());
            } else if (answered instanceof Delete) {
                acknowledgeDelete((Settled) reply);
            }
        }

        /** What the API does when the answer to a receive can not be delivered. */
        private void undo(QueueId queue, List<Delivery> deliveries) {
            if (deliveries.isEmpty()) return;
            var handles = deliveries.stream().map(Delivery::handle).toList();
            simulation.mailbox.put(new Letter(new UndoReceive(queue, handles), new Client(simulation)));
        }

        private void acknowledge(Send send, Sent sent) {
            for (int i = 0; i < send.messages().size(); i++) {
                MessageId id = send.messages().get(i).message().id();
                assertThat(sent.outcomes().get(i).id()).isEqualTo(id);
                simulation.story(id).sendAcknowledged = true;
            }
        }

        private void acknowledgeDelete(Settled settled) {
            if (deleting == null) return;
            assertThat(settled.outcomes()).containsOnlyNulls();
            simulation.story(deleting.delivery).deleteAcknowledged = true;
            deleting = null;
        }

        private void take(QueueId queue, List<Delivery> deliveries) {
            if (gone) {
                undo(queue, deliveries);
                return;
            }
            lastReceived = deliveries;
            for (Delivery delivery : deliveries) {
                Story story = simulation.story(delivery);
                assertThat(story.deleteAcknowledged)
                        .as("delivered after its delete was acknowledged")
                        .isFalse();
                assertThat(delivery.receiveCount()).as("receive count").isGreaterThan(story.lastReceiveCount);
                story.lastReceiveCount = delivery.receiveCount();
                held.add(new Held(queue, delivery));
            }
        }
    }
}
