package dev.sluice.broker.engine.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The policies of one scope. Those with a key that lists values wait under these values, in a tree of names: the message's
 * own values lead to them. The others, {@code unlisted}, are asked each time, at some 0.1 µs each.
 *
 * <p>A policy with several such keys waits under the one whose values have fewest waiting when it comes.
 */
final class ScopeIndex<S> {
    private final Name<S> root = new Name<>();
    private final List<FilterIndex.Entry<S>> unlisted = new ArrayList<>();
    private final Map<FilterIndex.Entry<S>, List<KeyRule>> listed = new HashMap<>();
    /** How many policies look at each outermost name. */
    private final Map<String, Integer> known = new HashMap<>();

    private long looks;

    /** What waits under a name: by value, and under the names within. */
    private static final class Name<S> {
        final Map<String, Name<S>> below = new HashMap<>();
        final Map<Value.Scalar, List<FilterIndex.Entry<S>>> byValue = new HashMap<>();

        boolean isEmpty() {
            return below.isEmpty() && byValue.isEmpty();
        }
    }

    boolean isEmpty() {
        return known.isEmpty();
    }

    /** Whether any policy looks at a name, or one that goes on from it after a dot. */
    boolean knows(String name) {
        int dot = name.indexOf('.');
        return known.containsKey(dot < 0 ? name : name.substring(0, dot));
    }

    void add(FilterIndex.Entry<S> entry, FilterPolicy policy) {
        for (KeyRule rule : policy.rules()) known.merge(rule.names().get(0), 1, Integer::sum);
        List<KeyRule> keys = policy.literalKeys(Comparator.comparingInt(this::waiting));
        if (keys == null) {
            unlisted.add(entry);
            return;
        }
        listed.put(entry, keys);
        for (KeyRule key : keys) {
            Name<S> name = root;
            for (String step : key.names()) name = name.below.computeIfAbsent(step, absent -> new Name<>());
            for (Value.Scalar value : key.literals()) {
                name.byValue.computeIfAbsent(value, absent -> new ArrayList<>()).add(entry);
            }
        }
    }

    void remove(FilterIndex.Entry<S> entry, FilterPolicy policy) {
        for (KeyRule rule : policy.rules())
            known.computeIfPresent(rule.names().get(0), (name, count) -> count == 1 ? null : count - 1);
        List<KeyRule> keys = listed.remove(entry);
        if (keys == null) unlisted.remove(entry);
        else for (KeyRule key : keys) remove(entry, key, root, key.names());
    }

    private static <S> void remove(FilterIndex.Entry<S> entry, KeyRule key, Name<S> name, List<String> steps) {
        if (steps.isEmpty()) {
            for (Value.Scalar value : key.literals()) {
                name.byValue.computeIfPresent(
                        value, (same, waiting) -> waiting.remove(entry) && waiting.isEmpty() ? null : waiting);
            }
            return;
        }
        name.below.computeIfPresent(steps.get(0), (step, below) -> {
            remove(entry, key, below, steps.subList(1, steps.size()));
            return below.isEmpty() ? null : below;
        });
    }

    /** How many policies wait under the values of a key. */
    private int waiting(KeyRule key) {
        Name<S> name = root;
        for (String step : key.names()) {
            name = name.below.get(step);
            if (name == null) return 0;
        }
        int waiting = 0;
        for (Value.Scalar value : key.literals())
            waiting += name.byValue.getOrDefault(value, List.of()).size();
        return waiting;
    }

    /** Adds those that match. */
    void match(FilterSubject subject, List<FilterIndex.Entry<S>> found) {
        Value message = subject.members();
        if (message == null) return;
        looks++;
        for (int i = 0; i < unlisted.size(); i++) ask(unlisted.get(i), subject, found);
        follow(message, root, subject, found);
    }

    private void follow(Value value, Name<S> name, FilterSubject subject, List<FilterIndex.Entry<S>> found) {
        if (value instanceof Value.Scalar) {
            List<FilterIndex.Entry<S>> waiting = name.byValue.getOrDefault(value, List.of());
            for (int i = 0; i < waiting.size(); i++) ask(waiting.get(i), subject, found);
        } else if (value instanceof Value.Members object) {
            if (!name.below.isEmpty()) {
                object.members().forEach((step, member) -> {
                    Name<S> below = name.below.get(step);
                    if (below != null) follow(member, below, subject, found);
                });
            }
        } else if (value instanceof Value.Dotted dotted) {
            Name<S> below = name.below.get(dotted.first());
            if (below != null) follow(dotted.rest(), below, subject, found);
        } else if (value instanceof Value.Elements array) {
            for (Value element : array.elements()) follow(element, name, subject, found);
        } else if (value instanceof Value.Several spelled) {
            for (Value one : spelled.values()) follow(one, name, subject, found);
        }
    }

    /** Once for each message, though several values may lead to it. */
    private void ask(FilterIndex.Entry<S> entry, FilterSubject subject, List<FilterIndex.Entry<S>> found) {
        if (entry.seen == looks || entry.policy == null) return;
        entry.seen = looks;
        if (entry.policy.matches(subject)) found.add(entry);
    }
}
