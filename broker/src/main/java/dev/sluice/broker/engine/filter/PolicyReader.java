package dev.sluice.broker.engine.filter;

import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads the text of a policy into its keys and its <em>alternatives</em>: which keys must be satisfied together, one
 * alternative for each way through the {@code $or}s. A set of keys is a set of bits: bit n is key n, in the order written.
 */
final class PolicyReader {
    private static final String OR = "$or";
    private static final String TOO_COMPLEX = "Filter policy is too complex";

    /** An array of objects with one of these names is no {@code $or}, but conditions of a key which is called so. */
    private static final Set<String> OPERATORS =
            Set.of("prefix", "suffix", "equals-ignore-case", "wildcard", "cidr", "numeric", "exists", "anything-but");

    private final PolicyTokens tokens;
    private final List<KeyRule> keys = new ArrayList<>();
    /** What a key multiplies the combinations by: its conditions, times how deep it stands. */
    private final List<Long> weights = new ArrayList<>();

    private List<Integer> alternatives = List.of(0);
    private boolean nested;
    private boolean tooManyKeys;
    private long wildcardPoints;

    private PolicyReader(PolicyTokens tokens) {
        this.tokens = tokens;
    }

    static FilterPolicy read(String text, FilterPolicyScope scope) throws InvalidFilterPolicy {
        if (text.getBytes(StandardCharsets.UTF_8).length > PolicyLimits.BYTES)
            throw InvalidFilterPolicy.because(TOO_COMPLEX);
        var reader = new PolicyReader(new PolicyTokens(text));
        reader.policy();
        reader.checkLimits(scope);
        return new FilterPolicy(text, scope, reader.keys, reader.alternatives);
    }

    private void policy() throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.START_OBJECT) throw tokens.fault("Filter is not an object");
        object("", 1);
    }

    private void checkLimits(FilterPolicyScope scope) throws InvalidFilterPolicy {
        if (nested && scope == FilterPolicyScope.MESSAGE_ATTRIBUTES) {
            throw new InvalidFilterPolicy(
                    "Filter policy scope MessageAttributes does not support nested filter policy");
        }
        if (tooManyKeys) {
            throw InvalidFilterPolicy.because("Filter policy can not have more than " + PolicyLimits.KEYS + " keys");
        }
        if (combinations() > PolicyLimits.COMBINATIONS || wildcardPoints > PolicyLimits.WILDCARD_POINTS) {
            throw InvalidFilterPolicy.because(TOO_COMPLEX);
        }
    }

    /** @param path the names above, each with a dot behind it */
    private void object(String path, int depth) throws InvalidFilterPolicy {
        if (tokens.next() == JsonToken.END_OBJECT) throw tokens.fault("Empty objects are not allowed");
        for (; tokens.current() != JsonToken.END_OBJECT; tokens.next()) {
            String name = tokens.text();
            JsonToken value = tokens.next();
            if (value == JsonToken.START_ARRAY && name.equals(OR) && startsAlternatives()) {
                alternatives(path, depth);
            } else if (value == JsonToken.START_ARRAY) {
                key(path + name, depth);
            } else if (value == JsonToken.START_OBJECT) {
                nested = true;
                object(path + name + ".", depth + 1);
            } else {
                throw tokens.fault("\"" + name + "\" must be an object or an array");
            }
        }
    }

    /** Whether the array which starts here holds two objects or more, none with the name of an operator. */
    private boolean startsAlternatives() {
        int mark = tokens.mark();
        int objects = 0;
        boolean alternatives = true;
        while (alternatives && tokens.next() != JsonToken.END_ARRAY) {
            alternatives = tokens.current() == JsonToken.START_OBJECT && !namesOperator();
            objects++;
        }
        tokens.back(mark);
        return alternatives && objects >= 2;
    }

    private boolean namesOperator() {
        boolean operator = false;
        while (tokens.next() != JsonToken.END_OBJECT) {
            operator |= OPERATORS.contains(tokens.text());
            if (tokens.next().isStructStart()) tokens.skip();
        }
        return operator;
    }

    private void alternatives(String path, int depth) throws InvalidFilterPolicy {
        List<Integer> before = alternatives;
        List<Integer> after = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
            alternatives = before;
            object(path, depth);
            if (!tooManyKeys) after.addAll(alternatives);
        }
        alternatives = after;
    }

    private void key(String path, int depth) throws InvalidFilterPolicy {
        var conditions = ConditionReader.read(tokens);
        wildcardPoints += conditions.wildcardPoints();
        if (path.chars().filter(character -> character == '.').count() >= PolicyLimits.NAMES)
            throw tokens.fault(TOO_COMPLEX);
        tooManyKeys |= keys.size() == PolicyLimits.KEYS;
        if (tooManyKeys) return;
        int others = ~keysOf(path);
        int key = 1 << keys.size();
        keys.add(new KeyRule(path, conditions.conditions(), conditions.mayBeAbsent()));
        weights.add((long) conditions.count() * depth);
        alternatives =
                alternatives.stream().map(before -> (before & others) | key).toList();
    }

    /** The keys spelled so already: as in AWS's engine, and in JSON, the last one stands. */
    private int keysOf(String path) {
        int same = 0;
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).key().equals(path)) same |= 1 << i;
        }
        return same;
    }

    /** In how many ways one condition a key can be chosen, weighed by depth. At most some 10^34: exact enough as a double. */
    private double combinations() {
        double sum = 0;
        for (int alternative : alternatives) {
            double product = 1;
            for (int i = 0; i < keys.size(); i++) {
                if ((alternative & (1 << i)) != 0) product *= weights.get(i);
            }
            sum += product;
        }
        return sum;
    }
}
