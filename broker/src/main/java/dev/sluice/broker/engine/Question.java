package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/** A record that asks and changes nothing, so it needs no place in the log. Answered in turn with the commands. */
public sealed interface Question
        permits Question.DescribeQueue,
                Question.ListQueues,
                Question.ListDeadLetterSources,
                Question.ListMoveTasks,
                Question.ListTags,
                Question.SurveyWork,
                Question.CountGroups,
                Question.PeekMessages,
                Question.DescribeQueues,
                Question.Survey,
                TopicQuestion,
                SmsQuestion,
                MobileQuestion {

    Reply answerFrom(ShardMachine shard, long now);

    /** Answers {@link Reply.Described}, or that there is no such queue. */
    record DescribeQueue(QueueId queue) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().describe(queue, now);
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
            return shard.answers().list(this);
        }
    }

    /**
     * Queues whose redrive policy names this one, by name in order. Answers {@link Reply.Listed}, or that there is no such
     * queue.
     *
     * @param after list only names after this one, or null to start at the first
     * @param max 1 to 1000
     */
    record ListDeadLetterSources(QueueId queue, @Nullable String after, int max) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().list(this);
        }
    }

    /**
     * What has become of the latest move tasks of a source. Answers {@link Reply.MoveTasks}.
     *
     * @param max 1 to 10
     */
    record ListMoveTasks(QueueId source, int max) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().list(this);
        }
    }

    /** Answers {@link Reply.Tags}. */
    record ListTags(QueueId queue) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().tags(queue);
        }
    }

    /** One step of a look at a queue's messages. Answers {@link Reply.Peeked}, or that there is no such queue. */
    record PeekMessages(QueueId queue, Peek peek) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().peek(queue, peek, now);
        }
    }

    /**
     * Queues of all accounts and regions with their counts, in order. Answers {@link Reply.QueuePage}, perhaps with fewer
     * than there are of that prefix: it looks at so many names only.
     *
     * @param prefix of their names
     * @param after look only at queues after this one, or null to start at the first
     * @param max 1 to 1000
     */
    record DescribeQueues(String prefix, @Nullable QueueId after, int max) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().describe(this, now);
        }
    }

    /**
     * What workers do with the queues that have messages or were active lately, in order. Answers {@link
     * Reply.WorkPage}, perhaps with fewer than there are: it looks at so many queues only.
     *
     * @param after look only at queues after this one, or null to start at the first
     * @param activeSince epoch milliseconds; empty queues that did nothing since are left out
     */
    record SurveyWork(@Nullable QueueId after, long activeSince) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().survey(this, now);
        }
    }

    /**
     * How many message groups of a FIFO queue have messages. Answers {@link Reply.GroupsCounted}, or that there is no
     * such queue.
     *
     * @param after start behind the group of this hash, as unsigned numbers; 0 for the first
     * @param max 1 to 200, each costs a look-up
     */
    record CountGroups(QueueId queue, long after, int max) implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().countGroups(this);
        }
    }

    /** Answers {@link Reply.Surveyed}: every queue with its counts. */
    record Survey() implements Question {
        @Override
        public Reply answerFrom(ShardMachine shard, long now) {
            return shard.answers().survey(now);
        }
    }
}
