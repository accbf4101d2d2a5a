package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.QueueId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of a dead-letter queue back to the queues they came from, or to one queue, a few at each step.
 *
 * @param number tells the tasks of a source apart; later ones have greater numbers
 * @param id what clients know it by
 * @param destination null when each message goes back to where it came from
 * @param perSecond the most messages it moves in any second, 1 to 500; 0 for as many as its steps allow
 * @param startedAt epoch milliseconds
 * @param toMove messages that could be received when it started; it moves no more than these
 * @param moved how many of them it has moved
 * @param steps how many it has made
 * @param nextStepAt epoch milliseconds; without meaning unless it runs
 */
public record MoveTask(
        long number,
        UUID id,
        QueueId source,
        @Nullable QueueId destination,
        int perSecond,
        State state,
        long startedAt,
        long toMove,
        long moved,
        long steps,
        long nextStepAt) {

    public enum State {
        RUNNING,
        COMPLETED,
        CANCELLED,
        /** It failed: the queue that a message was to go to is gone. */
        DESTINATION_GONE,
        /** It failed: a message is no dead letter, so nobody knows where it came from. */
        ORIGIN_UNKNOWN,
        /** It failed: it had run as long as a task may. */
        OUT_OF_TIME
    }

    public boolean runs() {
        return state == State.RUNNING;
    }

    /** The same after a step. */
    public MoveTask after(long movedNow, State newState, long next) {
        return new MoveTask(
                number,
                id,
                source,
                destination,
                perSecond,
                newState,
                startedAt,
                toMove,
                moved + movedNow,
                steps + 1,
                next);
    }

    public MoveTask cancelled() {
        return new MoveTask(
                number,
                id,
                source,
                destination,
                perSecond,
                State.CANCELLED,
                startedAt,
                toMove,
                moved,
                steps,
                nextStepAt);
    }
}
