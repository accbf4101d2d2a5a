package dev.sluice.broker.engine.filter;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which messages a subscription wants: the text of the attribute {@code FilterPolicy}, compiled once. Any thread may use it.
 *
 * <p>Where AWS's engine leaves a choice, this is ours: {@code anything-but} holds for an array with one element not listed;
 * {@code exists: false} means nowhere in the message, whichever element of an array the other conditions hold in.
 */
public final class FilterPolicy {
    private final String text;
    private final FilterPolicyScope scope;
    private final List<KeyRule> rules;
    private final PolicyKeys keys;
    /** Sets of keys, as bits, any of which is enough. */
    private final int[] alternatives;
    /** Keys, as bits, which are satisfied by no value too. */
    private final int mayBeAbsent;

    FilterPolicy(String text, FilterPolicyScope scope, List<KeyRule> rules, List<Integer> alternatives) {
        this.text = text;
        this.scope = scope;
        this.rules = List.copyOf(rules);
        this.keys = PolicyKeys.of(rules);
        this.alternatives = alternatives.stream().mapToInt(Integer::intValue).toArray();
        int absent = 0;
        for (int key = 0; key < rules.size(); key++) {
            if (rules.get(key).mayBeAbsent()) absent |= 1 << key;
        }
        this.mayBeAbsent = absent;
    }

    /** @throws InvalidFilterPolicy with AWS's words; also for a text that is {@link #unset}, which is no policy */
    public static FilterPolicy of(String text, FilterPolicyScope scope) throws InvalidFilterPolicy {
        return PolicyReader.read(text, scope);
    }

    /** Whether the text takes a policy away instead of being one: nothing, or an empty object. */
    public static boolean unset(String text) {
        if (text.isBlank()) return true;
        try {
            var tokens = new PolicyTokens(text);
            return tokens.next() == JsonToken.START_OBJECT && tokens.next() == JsonToken.END_OBJECT;
        } catch (InvalidFilterPolicy notJson) {
            return false;
        }
    }

    /** As it was written, which is how it is shown. */
    public String text() {
        return text;
    }

    public FilterPolicyScope scope() {
        return scope;
    }

    /** @param subject of this policy's scope */
    public boolean matches(FilterSubject subject) {
        requireScope(subject);
        Value message = subject.members();
        if (message == null) return false;
        int marks = keys.marks(message);
        int satisfied = satisfied(marks);
        return isEnough(satisfied) && (!PolicyKeys.meetInArray(marks) || holdsTogether(message, marks));
    }

    /** The same, with reasons, for people. */
    public FilterVerdict explain(FilterSubject subject) {
        requireScope(subject);
        Value message = subject.members();
        if (message == null) return FilterVerdict.nothingToMatch(scope);
        int marks = keys.marks(message);
        int satisfied = satisfied(marks);
        if (isEnough(satisfied)) {
            boolean matches = matches(subject);
            return new FilterVerdict(matches, matches ? "" : FilterVerdict.DIFFERENT_ELEMENTS, List.of());
        }
        List<FilterVerdict.Missed> missed = new ArrayList<>();
        int nearest = nearest(satisfied);
        for (int key = 0; key < rules.size(); key++) {
            if ((nearest & ~satisfied & (1 << key)) == 0) continue;
            boolean present = (PolicyKeys.present(marks) & (1 << key)) != 0;
            missed.add(new FilterVerdict.Missed(rules.get(key).key(), present));
        }
        return new FilterVerdict(false, FilterVerdict.NOT_SATISFIED, missed);
    }

    /**
     * Keys with literals only, such that a message can match only with a listed value under one of them; null when there are
     * none. Of several choices the one that costs least.
     */
    @Nullable
    List<KeyRule> literalKeys(Comparator<KeyRule> byCost) {
        List<KeyRule> chosen = new ArrayList<>();
        for (int alternative : alternatives) {
            KeyRule best = null;
            for (int key = 0; key < rules.size(); key++) {
                KeyRule rule = rules.get(key);
                if ((alternative & (1 << key)) == 0 || rule.literals().isEmpty()) continue;
                if (best == null || byCost.compare(rule, best) < 0) best = rule;
            }
            if (best == null) return null;
            if (!chosen.contains(best)) chosen.add(best);
        }
        return chosen;
    }

    List<KeyRule> rules() {
        return rules;
    }

    private void requireScope(FilterSubject subject) {
        if (subject.scope() != scope) throw new IllegalArgumentException(subject.scope() + " for a policy on " + scope);
    }

    private int satisfied(int marks) {
        return PolicyKeys.satisfied(marks) | (mayBeAbsent & ~PolicyKeys.present(marks));
    }

    private boolean isEnough(int satisfied) {
        for (int alternative : alternatives) {
            if ((alternative & ~satisfied) == 0) return true;
        }
        return false;
    }

    private boolean holdsTogether(Value message, int marks) {
        int absent = PolicyKeys.subsets(mayBeAbsent & ~PolicyKeys.present(marks));
        int together = PolicyKeys.unions(keys.together(message), absent);
        for (int alternative : alternatives) {
            if ((together & (1 << alternative)) != 0) return true;
        }
        return false;
    }

    /** The alternative that lacks fewest keys. */
    private int nearest(int satisfied) {
        int nearest = alternatives[0];
        for (int alternative : alternatives) {
            if (Integer.bitCount(alternative & ~satisfied) < Integer.bitCount(nearest & ~satisfied))
                nearest = alternative;
        }
        return nearest;
    }

    @Override
    public String toString() {
        return scope.text() + " " + text;
    }
}
