package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/** Starts and cancels {@link MoveTasks}, which then go on by themselves. */
final class MoveTaskCommands {
    /** Of one account, at one time. */
    private static final int MAX_MOVE_TASKS = 100;

    private final Queues queues;
    private final MoveTasks moveTasks;
    private final RunningQueues running;

    MoveTaskCommands(Queues queues, MoveTasks moveTasks, RunningQueues running) {
        this.queues = queues;
        this.moveTasks = moveTasks;
        this.running = running;
    }

    /** @param number of the task: higher than that of any before */
    Reply start(Command.StartMoveTask c, long number, long now, Effects effects) {
        QueueMachine source = queues.find(c.source());
        if (source == null) return new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST);
        Rejection refusal = refusal(c);
        if (refusal != null) return new Rejected(refusal);
        if (moveTasks.runningIn(c.source().account()) >= MAX_MOVE_TASKS) {
            return new Rejected(Rejection.TOO_MANY_MOVE_TASKS, Integer.toString(MAX_MOVE_TASKS));
        }
        return running.at(c.source(), now, effects, queue -> {
            long toMove = queue.counts(now).available();
            moveTasks.start(
                    new MoveTask(
                            number,
                            c.task(),
                            queue.id(),
                            c.destination(),
                            c.perSecond(),
                            MoveTask.State.RUNNING,
                            now,
                            toMove,
                            0,
                            0,
                            now),
                    effects);
            return Done.DONE;
        });
    }

    private @Nullable Rejection refusal(Command.StartMoveTask c) {
        QueueId source = c.source();
        QueueId destination = c.destination();
        if (destination != null) {
            if (destination.equals(source)) return Rejection.MOVE_DESTINATION_IS_SOURCE;
            boolean near = destination.account().equals(source.account())
                    && destination.region().equals(source.region());
            if (!near || queues.find(destination) == null) return Rejection.MOVE_DESTINATION_DOES_NOT_EXIST;
            if (destination.isFifo() != source.isFifo()) return Rejection.MOVE_DESTINATION_OF_ANOTHER_TYPE;
        }
        if (!queues.isDeadLetterQueue(source)) return Rejection.MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE;
        return moveTasks.runsOn(source) ? Rejection.MOVE_TASK_RUNS_ALREADY : null;
    }

    Reply cancel(Command.CancelMoveTask c, Effects effects) {
        if (queues.find(c.source()) == null) return new Rejected(Rejection.MOVE_SOURCE_DOES_NOT_EXIST);
        MoveTask task = moveTasks.find(c.source(), c.task());
        if (task == null) return new Rejected(Rejection.MOVE_TASK_DOES_NOT_EXIST);
        if (!task.runs()) return new Rejected(Rejection.MOVE_TASK_RUNS_NO_LONGER);
        moveTasks.cancel(task, effects);
        return new Reply.MoveTaskCancelled(task.moved());
    }
}
