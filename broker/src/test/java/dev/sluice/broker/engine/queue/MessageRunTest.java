package dev.sluice.broker.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MessageRunTest {
    private static final Message MESSAGE =
            new Message(new MessageId(1, 2), new byte[0], new byte[16], List.of(), null, null, null, "AIDAEXAMPLE");

    private final MessageRun run = new MessageRun();

    @Test
    void keepsTheOrderOfPositionsWhateverIsAddedAndTaken() {
        var random = new Random(42);
        var expected = new TreeMap<Position, StoredMessage>();
        for (int step = 1; step < 20_000; step++) {
            int dice = random.nextInt(100);
            if (dice < 55 || expected.isEmpty()) {
                long dueAt = step / 10L + random.nextInt(dice < 40 ? 1 : 500);
                var message = new StoredMessage(new Position(dueAt, step), 1, MESSAGE);
                run.insert(message);
                expected.put(message.position(), message);
            } else if (dice < 90) {
                assertThat(run.removeFirst()).isSameAs(removed(expected.pollFirstEntry()));
            } else if (dice < 99) {
                assertThat(run.removeLast()).isSameAs(removed(expected.pollLastEntry()));
            } else if (dice == 99 && random.nextInt(20) == 0) {
                run.clear();
                expected.clear();
            }
            assertThat(run.size()).isEqualTo(expected.size());
            if (step % 500 == 0) same(expected);
        }
        same(expected);
    }

    private void same(Map<Position, StoredMessage> expected) {
        int index = 0;
        for (StoredMessage message : expected.values()) {
            assertThat(run.get(index)).isSameAs(message);
            assertThat(run.indexFrom(message.position())).isEqualTo(index);
            assertThat(run.find(message.position())).isSameAs(message);
            assertThat(run.find(new Position(message.position().dueAt(), 0))).isNull();
            index++;
        }
    }

    private static StoredMessage removed(Map.Entry<Position, StoredMessage> entry) {
        return entry.getValue();
    }
}
