package dev.sluice.broker.engine.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a policy as a tree of names, and what they say of a message. A set of keys is a set of bits, as in
 * {@link PolicyReader}.
 *
 * <p>Arrays ask for care: conditions whose keys pass through one array must be satisfied within one of its elements. So
 * there are two looks at a message. The first, {@link #marks}, sees each key by itself, and nearly always decides. Only when
 * keys meet in an array the second, {@link #together}, computes which <em>sets</em> of keys can be satisfied together. With
 * five keys there are 32 sets, and a set of sets is an {@code int}. Both look at each value once.
 */
final class PolicyKeys {
    /** Above the bits for keys that are satisfied stand those for keys that have a value, and one. */
    private static final int PRESENT = PolicyLimits.KEYS;

    private static final int KEYS = (1 << PolicyLimits.KEYS) - 1;
    private static final int MEET_IN_ARRAY = 1 << (2 * PolicyLimits.KEYS);

    /** Of the empty set alone. */
    private static final int NOTHING = 1;

    private final KeyRule[] rules;
    private final int[] keys;
    private final String[] names;
    private final PolicyKeys[] below;
    private final boolean several;

    /**
     * @param all the rules by key number
     * @param ending the numbers of the keys which end here
     */
    private PolicyKeys(List<KeyRule> all, List<Integer> ending, Map<String, PolicyKeys> below, boolean several) {
        this.rules = ending.stream().map(all::get).toArray(KeyRule[]::new);
        this.keys = ending.stream().mapToInt(Integer::intValue).toArray();
        this.names = below.keySet().toArray(String[]::new);
        this.below = below.values().toArray(PolicyKeys[]::new);
        this.several = several;
    }

    static PolicyKeys of(List<KeyRule> all) {
        Map<Integer, List<String>> paths = new LinkedHashMap<>();
        for (int key = 0; key < all.size(); key++) {
            paths.put(key, all.get(key).names());
        }
        return of(all, paths);
    }

    private static PolicyKeys of(List<KeyRule> all, Map<Integer, List<String>> paths) {
        List<Integer> ending = new ArrayList<>();
        Map<String, Map<Integer, List<String>>> byName = new LinkedHashMap<>();
        paths.forEach((key, path) -> {
            if (path.isEmpty()) {
                ending.add(key);
            } else {
                byName.computeIfAbsent(path.get(0), name -> new LinkedHashMap<>())
                        .put(key, path.subList(1, path.size()));
            }
        });
        Map<String, PolicyKeys> below = new LinkedHashMap<>();
        byName.forEach((name, rest) -> below.put(name, of(all, rest)));
        return new PolicyKeys(all, ending, below, paths.size() > 1);
    }

    static int satisfied(int marks) {
        return marks & KEYS;
    }

    static int present(int marks) {
        return (marks >> PRESENT) & KEYS;
    }

    /** Whether keys pass through the same array, so that satisfying each is not all there is to it. */
    static boolean meetInArray(int marks) {
        return (marks & MEET_IN_ARRAY) != 0;
    }

    int marks(Value value) {
        int marks = 0;
        if (value instanceof Value.Scalar scalar) {
            for (int i = 0; i < rules.length; i++) {
                marks |= 1 << (keys[i] + PRESENT);
                if (rules[i].matches(scalar)) marks |= 1 << keys[i];
            }
        } else if (value instanceof Value.Members object) {
            for (int i = 0; i < names.length; i++) {
                Value member = object.members().get(names[i]);
                if (member != null) marks |= below[i].marks(member);
            }
        } else if (value instanceof Value.Dotted dotted) {
            PolicyKeys rest = below(dotted.first());
            if (rest != null) marks = rest.marks(dotted.rest());
        } else if (value instanceof Value.Elements array) {
            for (Value element : array.elements()) {
                marks |= marks(element);
                if (several && !(element instanceof Value.Scalar)) marks |= MEET_IN_ARRAY;
            }
        } else if (value instanceof Value.Several spelled) {
            for (Value one : spelled.values()) marks |= marks(one);
        }
        return marks;
    }

    /** The sets of keys which a value satisfies together: bit n of the result is the set whose bits are n. */
    int together(Value value) {
        int sets = NOTHING;
        if (value instanceof Value.Scalar) {
            sets = subsets(satisfied(marks(value)));
        } else if (value instanceof Value.Members object) {
            for (int i = 0; i < names.length; i++) {
                Value member = object.members().get(names[i]);
                if (member != null) sets = unions(sets, below[i].together(member));
            }
        } else if (value instanceof Value.Dotted dotted) {
            PolicyKeys rest = below(dotted.first());
            if (rest != null) sets = rest.together(dotted.rest());
        } else if (value instanceof Value.Elements array) {
            int ofOneElement = NOTHING;
            for (Value element : array.elements()) {
                if (element instanceof Value.Scalar) sets = unions(sets, together(element));
                else ofOneElement |= together(element);
            }
            sets = unions(sets, ofOneElement);
        } else if (value instanceof Value.Several spelled) {
            for (Value one : spelled.values()) sets = unions(sets, together(one));
        }
        return sets;
    }

    private @Nullable PolicyKeys below(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) return below[i];
        }
        return null;
    }

    static int subsets(int keys) {
        int sets = NOTHING;
        for (int left = keys; left != 0; left &= left - 1) {
            sets |= sets << Integer.lowestOneBit(left);
        }
        return sets;
    }

    /** Each set of one joined with each of the other. */
    static int unions(int one, int other) {
        if (one == NOTHING) return other;
        if (other == NOTHING) return one;
        int unions = 0;
        for (int left = one; left != 0; left &= left - 1) {
            int set = Integer.numberOfTrailingZeros(left);
            for (int right = other; right != 0; right &= right - 1) {
                unions |= 1 << (set | Integer.numberOfTrailingZeros(right));
            }
        }
        return unions;
    }
}
