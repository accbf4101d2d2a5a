package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.SubscriptionId;

/**
 * How far a subscription has got with the messages of the archive.
 *
 * @param next the first sequence it has not looked at
 * @param nextStepAt epoch milliseconds; without meaning unless it runs
 */
public record Replay(SubscriptionId subscription, long next, State state, long nextStepAt) {

    public enum State {
        RUNNING,
        COMPLETED,
        /** There is no archive. */
        FAILED
    }

    public boolean runs() {
        return state == State.RUNNING;
    }
}
