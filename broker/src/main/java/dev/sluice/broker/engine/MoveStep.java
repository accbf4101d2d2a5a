package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.MoveTask.State;
import dev.sluice.broker.engine.queue.DeadLetters;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.QueueId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One step of a move task: how many messages it may move, and what becomes of them.
 *
 * <p>Steps of a task with a rate are a tenth of a second apart or more, and any ten of them that follow each other move
 * no more than the rate together; so no second has more, wherever it begins. A late step makes nothing up.
 */
final class MoveStep {
    private static final long LONGEST_TASK_MILLIS = 36 * 3_600_000L;
    private static final long RATED_INTERVAL_MILLIS = 100;
    /** About 25,000 messages a second, with the shard free for others most of the time. */
    private static final long UNRATED_INTERVAL_MILLIS = 10;

    private static final int MOST_MESSAGES = 250;
    private static final int MOST_BYTES = 1 << 20;

    private final MoveTask task;
    private final DeadLetters queues;
    private final long now;
    private final Effects effects;
    private long moved;
    private long bytes;
    private State state = State.RUNNING;

    MoveStep(MoveTask task, DeadLetters queues, long now, Effects effects) {
        this.task = task;
        this.queues = queues;
        this.now = now;
        this.effects = effects;
    }

    static long intervalMillis(MoveTask task) {
        int rate = task.perSecond();
        if (rate == 0) return UNRATED_INTERVAL_MILLIS;
        return rate >= 10 ? RATED_INTERVAL_MILLIS : (1_000 + rate - 1) / rate;
    }

    private long allowed() {
        int rate = task.perSecond();
        if (rate == 0) return MOST_MESSAGES;
        return rate >= 10 ? rate * (task.steps() + 1) / 10 - rate * task.steps() / 10 : 1;
    }

    long moved() {
        return moved;
    }

    /** Takes from the queue what it may, and says what has become of the task. */
    State take(QueueMachine source) {
        if (now - task.startedAt() >= LONGEST_TASK_MILLIS) return State.OUT_OF_TIME;
        long left = task.toMove() - task.moved();
        long most = Math.min(allowed(), left);
        for (long wanted = 1; wanted <= most && bytes < MOST_BYTES; wanted++) {
            boolean mayHaveMore = source.offerFirst(this::take, now, effects);
            if (!mayHaveMore) return State.COMPLETED;
            if (state != State.RUNNING) return state;
            if (moved < wanted) return State.RUNNING; // the queue has searched for long enough
        }
        return moved == left ? State.COMPLETED : State.RUNNING;
    }

    private boolean take(Message message) {
        QueueId target = target(message);
        if (target == null) {
            state = State.ORIGIN_UNKNOWN;
            return false;
        }
        Message renewed = message.renewed(newId(task.id(), task.moved() + moved));
        if (!queues.accept(target, renewed, now, task.perSecond() == 0, now, effects)) {
            state = State.DESTINATION_GONE;
            return false;
        }
        moved++;
        bytes += message.weight();
        return true;
    }

    private @Nullable QueueId target(Message message) {
        if (task.destination() != null) return task.destination();
        DeadLetterOrigin origin = message.origin();
        return origin == null ? null : origin.source();
    }

    /** A random UUID by its looks, but a function of the task and the message's number in it, as the machine must be. */
    private static MessageId newId(UUID task, long number) {
        long high = mixed(task.getMostSignificantBits() + number);
        long low = mixed(task.getLeastSignificantBits() ^ number);
        return new MessageId((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (2L << 62));
    }

    /** The finisher of SplitMix64, which maps no two numbers to one. */
    private static long mixed(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
