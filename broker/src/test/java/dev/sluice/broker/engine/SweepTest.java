package dev.sluice.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Change.PutHead;
import dev.sluice.broker.engine.effect.Change.RemoveMessage;
import dev.sluice.broker.engine.effect.Change.RemoveMessages;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.Position;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sweep gives to deletion, and that nothing alive is in it. */
class SweepTest {
    private final TestQueue queue = new TestQueue(Course.A_TURN_FOR_EACH_COMMAND);
    private final long log = queue.described().queue().logId();

    @Test
    void deadMessagesAreRemovedInOneRange() {
        send(100);
        settleAll(receive(90));

        assertThat(swept()).containsExactly(new RemoveMessages(log, available(1), available(91)));
        assertThat(queue.receive()).hasSize(10);
    }

    @Test
    void rangesGoAroundMessagesThatAreAlive() {
        send(100);
        List<Delivery> received = receive(100);
        Delivery alive = received.remove(49);
        settleAll(received);

        assertThat(swept())
                .containsExactly(
                        new RemoveMessages(log, available(1), available(50)),
                        new RemoveMessages(log, available(51), available(101)));
        queue.changeVisibility(alive, 0);
        assertThat(queue.receive()).containsExactly("50");
    }

    @Test
    void fewDeadMessagesAreRemovedOneByOne() {
        send(35);
        List<Delivery> received = receive(35);
        received.remove(2);
        settleAll(received);

        assertThat(swept())
                .containsExactly(
                        new RemoveMessage(log, available(1)),
                        new RemoveMessage(log, available(2)),
                        new RemoveMessages(log, available(4), available(36)));
    }

    @Test
    void messageThatASweepLeftIsRemovedWhenItIsDeleted() {
        send(40);
        List<Delivery> received = receive(40);
        Delivery left = received.remove(0);
        settleAll(received);
        sweep();

        assertThat(changesOf(new Command.Delete(TestQueue.ORDERS, List.of(left.handle()))))
                .contains(new RemoveMessage(log, available(1)));
    }

    @Test
    void messageDeletedBeforeTheSweepIsLeftToIt() {
        send(1);
        Delivery delivery = queue.receiveOne();

        assertThat(changesOf(new Command.Delete(TestQueue.ORDERS, List.of(delivery.handle()))))
                .containsExactly(new Change.RemoveTouched(log, available(1)));
    }

    @Test
    void whatWasSweptIsNotSweptAgain() {
        send(100);
        settleAll(receive(40));
        sweep();

        assertThat(swept()).isEmpty();
        settleAll(receive(40));
        assertThat(swept()).containsExactly(new RemoveMessages(log, available(41), available(81)));
    }

    @Test
    void delayedMessagesAreSweptInTheirOwnLane() {
        for (int i = 0; i < 3; i++) queue.sendDelayed("a", 10);
        queue.advance(10, ChronoUnit.SECONDS);
        List<Delivery> received = receive(3);
        Delivery alive = received.remove(1);
        settleAll(received);
        long dueAt = TestQueue.START + 10_000;

        assertThat(swept())
                .containsExactly(
                        new RemoveMessages(log, QueueHead.START, new Position(dueAt, 2)),
                        new RemoveMessages(log, new Position(dueAt, 3), new Position(dueAt, 4)));
        queue.changeVisibility(alive, 0);
        assertThat(queue.receive()).hasSize(1);
    }

    @Test
    void manyScatteredMessagesAreSweptInSeveralTurns() {
        send(4_000);
        List<Delivery> received = receive(4_000);
        var settled = new ArrayList<Delivery>();
        for (int i = 0; i < received.size(); i += 2) settled.add(received.get(i));
        settleAll(settled);

        int removed = 0;
        for (int sweeps = 0; sweeps < 3; sweeps++) {
            int changes = swept().size();
            assertThat(changes).isLessThanOrEqualTo(1_024);
            removed += changes;
        }

        assertThat(removed).isEqualTo(2_000);
        assertThat(queue.counts().inFlight()).isEqualTo(2_000);
    }

    private void send(int count) {
        for (int i = 1; i <= count; i++) queue.send(Integer.toString(i));
    }

    private List<Delivery> receive(int count) {
        var received = new ArrayList<Delivery>();
        while (received.size() < count)
            received.addAll(queue.receiveHiding(Math.min(10, count - received.size()), 600));
        return received;
    }

    private void settleAll(List<Delivery> deliveries) {
        for (Delivery delivery : deliveries) queue.delete(delivery);
    }

    private void sweep() {
        queue.shard.sweep();
        queue.shard.endTurn();
    }

    /** What a sweep writes besides heads. */
    private List<Change> swept() {
        queue.shard.sweep();
        return queue.shard.endTurnTellingChanges().stream()
                .filter(change -> !(change instanceof PutHead))
                .toList();
    }

    private List<Change> changesOf(Command command) {
        queue.shard.apply(queue.clock.millis(), command);
        return queue.shard.endTurnTellingChanges().stream()
                .filter(change -> !(change instanceof PutHead))
                .toList();
    }

    private static Position available(long sequence) {
        return Position.available(sequence);
    }
}
