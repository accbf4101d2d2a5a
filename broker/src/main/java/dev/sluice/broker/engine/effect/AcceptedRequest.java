package dev.sluice.broker.engine.effect;

import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.model.IdempotencyToken;
import java.util.List;

/**
 * A request to a standard queue or topic that came with a token and was carried out, remembered so that its repetition is
 * answered alike and stores nothing.
 *
 * @param at epoch milliseconds of the first; repetitions do not prolong it
 * @param bodies as {@link IdempotencyToken#bodies}
 * @param outcomes one for each message, in order; at least one was accepted
 */
public record AcceptedRequest(long at, long bodies, List<SendOutcome> outcomes) {

    public AcceptedRequest {
        outcomes = List.copyOf(outcomes);
    }

    public boolean isRemembered(long now) {
        return now < at + Accepted.INTERVAL_MILLIS;
    }
}
