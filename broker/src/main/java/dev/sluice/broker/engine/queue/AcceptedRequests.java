package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change.PutAcceptedRequest;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.IdempotencyToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The requests with a token that standard queues and topics remember: those of this turn here, the others in the store. One
 * row for a request, however many messages it has. A request without a token costs nothing.
 */
public final class AcceptedRequests {
    private static final Rejected OF_ANOTHER_REQUEST = new Rejected(Rejection.TOKEN_OF_ANOTHER_REQUEST);

    private final StoredMessages store;
    private final Map<Place, AcceptedRequest> unwritten = new HashMap<>();

    private record Place(long logId, DeduplicationKey key) {}

    public AcceptedRequests(StoredMessages store) {
        this.store = store;
    }

    /**
     * What a repetition is answered with: the same as the first, or that the token is another request's. Null when it is the
     * first itself, and to be carried out.
     */
    public @Nullable Reply repetition(
            long logId, @Nullable IdempotencyToken token, long now, Function<List<SendOutcome>, Reply> words) {
        if (token == null) return null;
        AcceptedRequest first = unwritten.get(new Place(logId, token.key()));
        if (first == null) first = store.acceptedRequest(logId, token.key());
        if (first == null || !first.isRemembered(now)) return null;
        return first.bodies() == token.bodies() ? words.apply(first.outcomes()) : OF_ANOTHER_REQUEST;
    }

    /** Remembers it, unless it stored nothing: then it may as well be tried anew. */
    public void add(
            long logId, @Nullable IdempotencyToken token, long now, List<SendOutcome> outcomes, Effects effects) {
        if (token == null || outcomes.stream().noneMatch(outcome -> outcome.rejected() == null)) return;
        var accepted = new AcceptedRequest(now, token.bodies(), outcomes);
        unwritten.put(new Place(logId, token.key()), accepted);
        effects.add(new PutAcceptedRequest(logId, token.key(), accepted));
    }

    public void turnEnded() {
        unwritten.clear();
    }
}
