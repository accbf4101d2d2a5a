package dev.sluice.broker.engine.filter;

import java.util.List;
import java.util.Set;

/**
 * A key of a policy and what it asks for: any of its conditions.
 *
 * @param key with the names it is nested in, separated by dots
 * @param conditions for a value that is there; none when it is only asked to be absent
 * @param mayBeAbsent whether no value at all will do, too
 */
record KeyRule(String key, List<Condition> conditions, boolean mayBeAbsent) {

    /** The names on the way to the value. */
    List<String> names() {
        return List.of(key.split("\\.", -1));
    }

    boolean matches(Value.Scalar value) {
        if (value == Value.Unreadable.UNREADABLE) return false;
        for (int i = 0; i < conditions.size(); i++) {
            if (conditions.get(i).matches(value)) return true;
        }
        return false;
    }

    /** All the values it can be satisfied by, if they are listed; else none. */
    Set<Value.Scalar> literals() {
        boolean listed = !mayBeAbsent && conditions.size() == 1;
        return listed && conditions.get(0) instanceof Condition.OneOf literals ? literals.values() : Set.of();
    }
}
