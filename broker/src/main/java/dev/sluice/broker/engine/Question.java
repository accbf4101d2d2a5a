package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/** A record that asks and changes nothing, so it needs no place in the log. Answered in turn with the commands. */
public sealed interface Question {

    Reply answerFrom(ShardMachine shard, long now);

    /** Answers {@link Reply.Described}, or that there is no such queue. */
    record DescribeQueue(QueueId queue) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.describe(queue, now);
        }
    }

    /**
     * Names in order. Answers {@link Reply.Listed}.
     *
     * @param after list only names after this one, or null to start at the first
     * @param max 1 to 1000
     */
    record ListQueues(
            String account,
            String region,
            String prefix,
            @Nullable String after,
            int max) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.list(this);
        }
    }

    /** Answers {@link Reply.Tags}. */
    record ListTags(QueueId queue) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.tags(queue);
        }
    }

    /** Answers {@link Reply.Surveyed}: every queue with its counts. */
    record Survey() implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.survey(now);
        }
    }
}
