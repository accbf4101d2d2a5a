package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Change.PutMoveTask;
import dev.sluice.broker.engine.effect.Change.RemoveMoveTask;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.MoveTask.State;
import dev.sluice.broker.engine.queue.DeadLetters;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The move tasks of a shard: those that run, by the instant of their next step, and the last few of each source. A step
 * is part of a tick and leaves its messages, the counts of all queues and the task itself to one batch, so that a crash
 * finds a task between two steps, never within one.
 */
final class MoveTasks {
    /** Tasks of one source that are remembered, the running one included. */
    private static final int REMEMBERED = 10;

    private final DeadLetters queues;
    /** The latest first. */
    private final Map<QueueId, Deque<MoveTask>> bySource = new HashMap<>();

    private final NavigableSet<MoveTask> running =
            new TreeSet<>(Comparator.comparingLong(MoveTask::nextStepAt).thenComparingLong(MoveTask::number));

    MoveTasks(DeadLetters queues) {
        this.queues = queues;
    }

    /** The latest first, as many as are remembered and wanted. */
    List<MoveTask> of(QueueId source, int max) {
        return bySource.getOrDefault(source, new ArrayDeque<>()).stream()
                .limit(max)
                .toList();
    }

    @Nullable
    MoveTask find(QueueId source, UUID id) {
        for (MoveTask task : of(source, REMEMBERED)) if (task.id().equals(id)) return task;
        return null;
    }

    boolean runsOn(QueueId source) {
        Deque<MoveTask> tasks = bySource.get(source);
        return tasks != null && tasks.getFirst().runs();
    }

    /** How many run in one account. */
    long runningIn(String account) {
        return running.stream()
                .filter(task -> task.source().account().equals(account))
                .count();
    }

    void start(MoveTask task, Effects effects) {
        Deque<MoveTask> tasks = bySource.computeIfAbsent(task.source(), source -> new ArrayDeque<>());
        tasks.addFirst(task);
        running.add(task);
        effects.add(new PutMoveTask(task));
        if (tasks.size() > REMEMBERED) forget(tasks.removeLast(), effects);
    }

    void cancel(MoveTask task, Effects effects) {
        replace(task, task.cancelled(), effects);
    }

    /** The queue is gone, and its tasks with it. */
    void forget(QueueId source, Effects effects) {
        Deque<MoveTask> tasks = bySource.remove(source);
        if (tasks != null) for (MoveTask task : tasks) forget(task, effects);
    }

    private void forget(MoveTask task, Effects effects) {
        running.remove(task);
        effects.add(new RemoveMoveTask(task.source(), task.number()));
    }

    /** {@link Long#MAX_VALUE} when none runs. */
    long nextStepAt() {
        return running.isEmpty() ? Long.MAX_VALUE : running.first().nextStepAt();
    }

    /** Where the next step takes messages from. A task must be running. */
    QueueId nextSource() {
        return running.first().source();
    }

    /** Makes the next step, on the queue it takes messages from. */
    void step(QueueMachine source, long now, Effects effects) {
        MoveTask task = running.first();
        var step = new MoveStep(task, queues, now, effects);
        State state = step.take(source);
        replace(task, task.after(step.moved(), state, now + MoveStep.intervalMillis(task)), effects);
    }

    private void replace(MoveTask old, MoveTask task, Effects effects) {
        running.remove(old);
        if (task.runs()) running.add(task);
        Deque<MoveTask> tasks = bySource.get(task.source());
        if (tasks == null || tasks.getFirst().number() != task.number()) {
            throw new IllegalStateException(task + " is not the latest of its source");
        }
        tasks.removeFirst();
        tasks.addFirst(task);
        effects.add(new PutMoveTask(task));
    }

    /** The tasks of a source come in the order of their numbers. */
    void restore(MoveTask task) {
        bySource.computeIfAbsent(task.source(), source -> new ArrayDeque<>()).addFirst(task);
        if (task.runs()) running.add(task);
    }
}
