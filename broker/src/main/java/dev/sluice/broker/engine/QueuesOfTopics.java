package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.engine.queue.StandardQueue;
import dev.sluice.broker.engine.topic.ShardQueues;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What topics do with queues: put messages into those of clients, and keep internal ones. */
final class QueuesOfTopics implements ShardQueues {
    /** Messages wait in internal queues for as long as they may in any. */
    private static final QueueAttributes INTERNAL =
            new QueueAttributes(Map.of(QueueAttribute.MESSAGE_RETENTION_PERIOD, "1209600"));

    private final Queues queues;
    private final RunningQueues running;
    private final LongSupplier index;

    /** @param index of the entry that is being applied */
    QueuesOfTopics(Queues queues, RunningQueues running, LongSupplier index) {
        this.queues = queues;
        this.running = running;
        this.index = index;
    }

    @Override
    public long newLogId() {
        return running.newLogId();
    }

    @Override
    public long index() {
        return index.getAsLong();
    }

    @Override
    public boolean send(QueueId id, Message message, long now, Effects effects) {
        QueueMachine queue = queues.find(id);
        if (queue == null) return false;
        queue.advance(now, effects);
        queue.send(message, 0, queue.attributes().delayMillis(), now, effects);
        running.settle(queue, now, effects);
        return true;
    }

    @Override
    public @Nullable Message take(QueueId id, ReceiptHandle handle, long now, Effects effects) {
        QueueMachine found = queues.find(id);
        if (!(found instanceof StandardQueue queue) || found.logId() != handle.logId()) return null;
        queue.advance(now, effects);
        Message message = queue.find(handle);
        if (message != null) queue.delete(handle, Command.NOT_SAID, now, effects);
        running.settle(queue, now, effects);
        return message;
    }

    @Override
    public @Nullable QueueCounts counts(QueueId id, long now) {
        QueueMachine queue = queues.find(id);
        return queue == null ? null : queue.counts(now);
    }

    @Override
    public void open(QueueId id, long now, Effects effects) {
        running.begin(id, INTERNAL, Map.of(), now, effects);
    }

    @Override
    public void close(QueueId id, Effects effects) {
        running.end(id, effects);
    }
}
