package dev.sluice.broker.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the shortest list of steps that still fails, by leaving out chunks, then single steps, while it does. */
final class Shrink {
    private Shrink() {}

    /**
     * Runs the check; when it fails, throws with the shortest failing list, ready to paste into a test.
     *
     * @param title says how to come by the list again, such as its seed
     */
    static <S> void onFailure(String title, List<S> steps, Consumer<List<S>> check) {
        Throwable failure = failure(steps, check);
        if (failure == null) return;
        List<S> shortest = shortest(steps, check);
        Throwable last = failure(shortest, check);
        String list = shortest.stream().map(step -> "    new " + step).collect(Collectors.joining(",\n"));
        throw new AssertionError(
                title + " fails with " + shortest.size() + " of " + steps.size() + " steps:\n" + list + "\nbecause "
                        + (last == null ? failure : last),
                last == null ? failure : last);
    }

    static <S> List<S> shortest(List<S> failing, Consumer<List<S>> check) {
        List<S> shortest = failing;
        for (int chunk = Math.max(1, failing.size() / 2); ; chunk = Math.max(1, chunk / 2)) {
            List<S> shorter = withoutChunks(shortest, chunk, check);
            boolean settled = chunk == 1 && shorter.size() == shortest.size();
            shortest = shorter;
            if (settled) return shortest;
        }
    }

    private static <S> List<S> withoutChunks(List<S> failing, int chunk, Consumer<List<S>> check) {
        List<S> shortest = failing;
        for (int from = 0; from < shortest.size(); ) {
            var candidate = new ArrayList<S>(shortest.subList(0, from));
            candidate.addAll(shortest.subList(Math.min(from + chunk, shortest.size()), shortest.size()));
            if (failure(candidate, check) != null) shortest = candidate;
            else from += chunk;
        }
        return shortest;
    }

    private static <S> @Nullable Throwable failure(List<S> steps, Consumer<List<S>> check) {
        try {
            check.accept(steps);
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }
}
