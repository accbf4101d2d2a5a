package dev.sluice.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of each of several messages, in the order they were given. Some may have failed while others succeeded.
 *
 * <pre>{@code
 * var result = queue.sendAll(List.of(Outgoing.of("a"), Outgoing.of("b")));
 * for (var outcome : result.outcomes()) {
 *     if (outcome.failure() instanceof OutcomeUnknownException) System.out.println("may have been sent");
 * }
 * }</pre>
 *
 * @param <R> what success gives
 */
public record BatchResult<R>(List<Outcome<R>> outcomes) {

    /**
     * One of the two is null.
     *
     * @param result of what succeeded
     * @param failure why it did not, or why nobody knows
     */
    public record Outcome<R>(@Nullable R result, @Nullable SluiceException failure) {}

    public BatchResult {
        outcomes = List.copyOf(outcomes);
    }

    public boolean allSucceeded() {
        return outcomes.stream().allMatch(outcome -> outcome.failure() == null);
    }

    /**
     * The results, if all succeeded.
     *
     * @throws SluiceException the first failure; others are suppressed in it
     */
    public List<R> orThrow() {
        SluiceException first = null;
        for (var outcome : outcomes) {
            SluiceException failure = outcome.failure();
            if (failure == null) continue;
            if (first == null) first = failure;
            else if (first != failure) first.addSuppressed(failure);
        }
        if (first != null) throw first;
        return outcomes.stream().map(BatchResult::result).toList();
    }

    private static <R> R result(Outcome<R> outcome) {
        R result = outcome.result();
        if (result == null) throw new IllegalStateException("an outcome without failure has a result");
        return result;
    }
}
