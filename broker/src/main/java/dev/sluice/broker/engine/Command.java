package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record that asks for a change. Each applies itself, so a new one does not compile until it says what it does.
 * Everything random or timed in it was decided at the edge or stamped by the log.
 */
public sealed interface Command
        permits Command.CreateQueue,
                Command.DeleteQueue,
                Command.SetQueueAttributes,
                Command.ReplacePolicy,
                Command.PurgeQueue,
                Command.TagQueue,
                Command.UntagQueue,
                Command.Send,
                Command.Receive,
                Command.Delete,
                Command.ChangeVisibility,
                Command.UndoReceive,
                Command.StartMoveTask,
                Command.CancelMoveTask,
                Command.Tick,
                TopicCommand,
                SmsCommand,
                MobileCommand {

    /** The queue's default, where a command may say "as the queue is set". */
    int QUEUE_DEFAULT = -1;

    /** Nobody has said how long. */
    long NOT_SAID = -1;

    Reply applyTo(ShardMachine shard, long now, Effects effects);

    /** Answers {@link Reply.Created}, or {@link Reply.Exists} with the queue as it is. */
    record CreateQueue(QueueId queue, QueueAttributes attributes, Map<String, String> tags) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().create(this, now, effects);
        }
    }

    /** @param holdSeconds how long its name may not be taken again; 0 for not at all */
    record DeleteQueue(QueueId queue, int holdSeconds) implements Command {
        public DeleteQueue(QueueId queue) {
            this(queue, 0);
        }

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().delete(this, now, effects);
        }
    }

    /** Lays the changes over the attributes; an empty value removes. */
    record SetQueueAttributes(QueueId queue, Map<QueueAttribute, String> changes) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().setAttributes(this, now, effects);
        }
    }

    /**
     * Replaces the policy when it is still the one that the new one was made from, so that nobody's change is lost. An
     * empty text is no policy. Answers {@link Reply.PolicyChanged} when somebody was faster.
     */
    record ReplacePolicy(QueueId queue, String present, String replacement) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().replacePolicy(this, now, effects);
        }
    }

    /** @param holdSeconds how long it may not be purged again; 0 for not at all */
    record PurgeQueue(QueueId queue, int holdSeconds) implements Command {
        public PurgeQueue(QueueId queue) {
            this(queue, 0);
        }

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().purge(this, now, effects);
        }
    }

    /** Adds tags, overwriting equal keys. */
    record TagQueue(QueueId queue, Map<String, String> tags) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().tag(this, now, effects);
        }
    }

    record UntagQueue(QueueId queue, List<String> keys) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.queues().untag(this, now, effects);
        }
    }

    /**
     * Answers {@link Reply.Sent} with one outcome a message, or one rejection for all.
     *
     * @param token by which a standard queue knows that the command repeats another; FIFO queues have deduplication ids
     */
    record Send(
            QueueId queue,
            List<Outgoing> messages,
            @Nullable IdempotencyToken token) implements Command {

        public Send(QueueId queue, List<Outgoing> messages) {
            this(queue, messages, null);
        }

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.messages().send(this, now, effects);
        }
    }

    /**
     * One message of a send.
     *
     * @param sizeBytes as SQS counts it: body, and the name, type and value of each attribute
     * @param delaySeconds 0 to 900, or {@link #QUEUE_DEFAULT}
     * @param deduplicatesByContent whether the deduplication id is the body's hash for want of another, which the queue
     *     has to allow
     */
    record Outgoing(Message message, int sizeBytes, int delaySeconds, boolean deduplicatesByContent) {

        /** To a standard queue, or with a deduplication id that was given. */
        public Outgoing(Message message, int sizeBytes, int delaySeconds) {
            this(message, sizeBytes, delaySeconds, false);
        }
    }

    /**
     * Hands out up to {@code max} messages. Answers {@link Reply.Received}.
     *
     * @param visibilitySeconds 0 to 43,200, or {@link #QUEUE_DEFAULT}
     * @param waitSeconds 0 to 20, or {@link #QUEUE_DEFAULT}; the waiting itself is the shard's, the machine only learns
     *     whether being over the in-flight limit is an error (no wait) or an empty answer
     * @param attempt hash of the attempt id, by which a FIFO queue knows that the receive repeats another; 0 for none
     */
    record Receive(QueueId queue, int max, int visibilitySeconds, int waitSeconds, long attempt) implements Command {

        public Receive(QueueId queue, int max, int visibilitySeconds, int waitSeconds) {
            this(queue, max, visibilitySeconds, waitSeconds, 0);
        }

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.messages().receive(this, now, effects);
        }
    }

    /**
     * Deletes received messages. Answers {@link Reply.Settled}.
     *
     * @param handledMillis how long each was worked on, as its consumer says, {@link #NOT_SAID} where it does
     *     not; empty when it says nothing at all
     */
    record Delete(QueueId queue, List<ReceiptHandle> handles, List<Long> handledMillis) implements Command {

        public Delete(QueueId queue, List<ReceiptHandle> handles) {
            this(queue, handles, List.of());
        }

        long handledMillis(int entry) {
            return handledMillis.isEmpty() ? NOT_SAID : handledMillis.get(entry);
        }

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.messages().delete(this, now, effects);
        }
    }

    /** Hides received messages until a new instant, or shows them at once. Answers {@link Reply.Settled}. */
    record ChangeVisibility(QueueId queue, List<VisibilityChange> changes) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.messages().changeVisibility(this, now, effects);
        }
    }

    /**
     * @param seconds 0 to 43,200, from the time the command is applied
     */
    record VisibilityChange(ReceiptHandle handle, int seconds) {}

    /**
     * Undoes a receive whose client had gone before the answer could be written: the messages are available again at
     * once and the receive is not counted. Handles that a later receive or deletion has overtaken are passed over.
     */
    record UndoReceive(QueueId queue, List<ReceiptHandle> handles) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.messages().undoReceive(this, now, effects);
        }
    }

    /**
     * Has the messages of a dead-letter queue moved, step by step as time passes.
     *
     * @param destination null to move each message back to the queue it came from
     * @param perSecond the most messages in any second, 1 to 500; 0 for no such limit
     * @param task its id, never used before
     */
    record StartMoveTask(QueueId source, @Nullable QueueId destination, int perSecond, UUID task) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.moveTasks().start(this, shard.index(), now, effects);
        }
    }

    /** Answers {@link Reply.MoveTaskCancelled}. What has been moved stays moved. */
    record CancelMoveTask(QueueId source, UUID task) implements Command {
        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.moveTasks().cancel(this, effects);
        }
    }

    /** Moves time on when nothing else does: hidden messages reappear, old ones expire. */
    record Tick() implements Command {
        public static final Tick TICK = new Tick();

        @Override
        public Reply applyTo(ShardMachine shard, long now, Effects effects) {
            return shard.tick(now, effects);
        }
    }
}
