package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import java.util.Set;

/**
 * One step of a look at a queue's messages, which changes nothing. They are met in the order of their positions, which
 * they keep for life: whatever happens between two steps, a message that is there all the time is met exactly once.
 *
 * @param logId the log {@code from} is a position in; in any other, as after a purge, the look starts anew
 * @param from the first position to look at
 * @param states those wanted, at least one
 * @param max messages to show at most, 1 or more
 */
public record Peek(long logId, Position from, Set<MessageState> states, MessageFilter filter, int max) {
    /** A step reads no more messages than this: as many as a receive reads ahead, so that nobody waits longer for it. */
    public static final int MOST_READ = 256;
    /** Nor does it read on once they weigh this much. */
    public static final int MOST_READ_BYTES = 1 << 20;

    /** Before every position. */
    public static final Position START = Position.available(0);

    public Peek {
        states = Set.copyOf(states);
        if (states.isEmpty()) throw new IllegalArgumentException("a peek wants no state");
        if (max < 1) throw new IllegalArgumentException("a peek shows no message");
    }

    /** A look at everything in those states, from the first message on. */
    public Peek(Set<MessageState> states, int max) {
        this(0, START, states, MessageFilter.ALL, max);
    }

    /** The step behind the one that was answered so. */
    public Peek after(Reply.Peeked step, int nextMax) {
        if (step.next() == null) throw new IllegalArgumentException("there is nothing behind the last step");
        return new Peek(step.logId(), step.next(), states, filter, nextMax);
    }
}
