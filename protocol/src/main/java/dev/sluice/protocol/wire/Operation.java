package dev.sluice.protocol.wire;

import dev.sluice.protocol.sqs.Nothing;

/**
 * One operation of a service: what it is called, what goes in and what comes out. All that both protocols need to know
 * of it, so a new operation is a new entry of the table and nothing else.
 *
 * @param <I> the request's record
 * @param <O> the response's record; {@link Nothing} when the operation answers nothing
 */
public final class Operation<I, O> {

    private final String name;
    private final Shape<I> input;
    private final Shape<O> output;
    private final boolean onQueuePath;

    Operation(String name, Shape<I> input, Shape<O> output, boolean onQueuePath) {
        this.name = name;
        this.input = input;
        this.output = output;
        this.onQueuePath = onQueuePath;
    }

    /** As in {@code X-Amz-Target} after the dot, and in {@code Action}. */
    public String name() {
        return name;
    }

    /** Whether the Query protocol accepts it on the path of a queue, as it does what concerns one queue. */
    public boolean onQueuePath() {
        return onQueuePath;
    }

    Shape<I> input() {
        return input;
    }

    Shape<O> output() {
        return output;
    }

    /** Whether it answers nothing, not even an empty structure. */
    boolean isVoid() {
        return output == Shape.NOTHING;
    }

    @Override
    public String toString() {
        return name;
    }
}
