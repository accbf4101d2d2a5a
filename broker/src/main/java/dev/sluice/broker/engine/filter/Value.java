package dev.sluice.broker.engine.filter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value, as far as filter policies tell values apart. */
sealed interface Value {

    /** An object. Its names have no dots: {@link #members} sees to that. */
    record Members(Map<String, Value> members) implements Value {}

    /** An object with a single member, whose name is what follows in a name with dots, since {@code a.b} is also {@code b} in {@code a}. */
    record Dotted(String name, int from, Value value) implements Value {
        String first() {
            int dot = name.indexOf('.', from);
            return name.substring(from, dot < 0 ? name.length() : dot);
        }

        /** What stands under the first name. */
        Value rest() {
            int dot = name.indexOf('.', from);
            return dot < 0 ? value : new Dotted(name, dot + 1, value);
        }
    }

    /** Values spelled under one name in different ways. */
    record Several(List<Value> values) implements Value {}

    record Elements(List<Value> elements) implements Value {}

    /** What conditions judge. */
    sealed interface Scalar extends Value permits Text, DecimalNumber, Literal, Unreadable {}

    record Text(String text) implements Scalar {}

    enum Literal implements Scalar {
        TRUE,
        FALSE,
        NULL
    }

    /** There is something, but nothing any condition could be true of: an array attribute which is no JSON array. */
    enum Unreadable implements Scalar {
        UNREADABLE
    }

    /** @param written values by name, as they stand in the text */
    static Members members(Map<String, Value> written) {
        boolean dots = false;
        for (String name : written.keySet()) dots |= name.indexOf('.') >= 0;
        if (!dots) return new Members(written);
        Map<String, Value> members = new LinkedHashMap<>();
        written.forEach((name, value) -> {
            int dot = name.indexOf('.');
            if (dot < 0) members.merge(name, value, Value::both);
            else members.merge(name.substring(0, dot), new Dotted(name, dot + 1, value), Value::both);
        });
        return new Members(members);
    }

    private static Value both(Value one, Value other) {
        return new Several(List.of(one, other));
    }
}
