package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Change.PutHead;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How far a FIFO queue's cursor gets. What it does not pass is looked through at every read ahead, and groups that ran
 * ahead leave very many dead rows.
 */
class FifoCursorTest {
    private static final QueueId ORDERS = new QueueId("000000000000", "us-east-1", "orders.fifo");
    private static final int GROUPS = 20;

    private long now = START;
    private long cursor;

    @ParameterizedTest
    @ValueSource(ints = {4, 256})
    void cursorPassesTheDeadRowsOfGroupsThatRanAhead(int windowMessages) {
        var shard = new TestShard(new QueueLimits(1_000, windowMessages, 1 << 20, 64L << 20));
        apply(shard, new Command.CreateQueue(ORDERS, QueueAttributes.FIFO_DEFAULTS, Map.of()));
        for (int i = 0; i < 30 * GROUPS; i++) send(shard, i);

        for (int group = 0; group < GROUPS; group++) receiveTenAndDelete(shard);
        for (int group = 0; group < 5; group++) receiveTenAndDelete(shard);

        assertThat(cursor).isEqualTo(10 * GROUPS + 5 + 1);
        shard.machine().checkInvariants();
    }

    private void send(TestShard shard, int number) {
        byte[] body = ("message " + number).getBytes(UTF_8);
        var message = new Message(
                new MessageId(1, number),
                body,
                new byte[16],
                List.of(),
                "group " + number % GROUPS,
                "" + number,
                null,
                "x");
        apply(shard, new Command.Send(ORDERS, List.of(new Command.Outgoing(message, body.length, 0))));
    }

    private void receiveTenAndDelete(TestShard shard) {
        now++;
        var received = (Reply.Received) apply(shard, new Command.Receive(ORDERS, 10, 30, 0));
        assertThat(received.deliveries()).hasSize(10);
        apply(
                shard,
                new Command.Delete(
                        ORDERS,
                        received.deliveries().stream().map(Delivery::handle).toList()));
    }

    private Reply apply(TestShard shard, Command command) {
        Reply reply = shard.apply(now, command);
        shard.endTurnTellingChanges().stream()
                .filter(PutHead.class::isInstance)
                .forEach(change -> cursor = ((PutHead) change).head().cursor());
        return reply;
    }
}
