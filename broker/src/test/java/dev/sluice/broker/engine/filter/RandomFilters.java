package dev.sluice.broker.engine.filter;

import static java.util.stream.Collectors.joining;

import dev.sluice.broker.model.MessageAttribute;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Policies and messages of few names and few values, so that they often meet. */
final class RandomFilters {
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final List<String> TEXTS =
            List.of("", "x", "X", "xy", "yx", "xyx", "y*", "300", "true", "null", "é");
    private static final List<String> NUMBERS =
            List.of("0", "-0.0", "1", "1.0", "10e-1", "1.5", "-1", "300", "3e2", "300.00001", "123456789012");

    private final Random random;
    private int mostConditions;

    RandomFilters(long seed) {
        random = new Random(seed);
    }

    FilterPolicy policy(FilterPolicyScope scope) {
        return policy(scope, 3);
    }

    /** @param conditions how many each key has at most */
    FilterPolicy policy(FilterPolicyScope scope, int conditions) {
        mostConditions = conditions;
        while (true) {
            try {
                return FilterPolicy.of(rules(scope == FilterPolicyScope.MESSAGE_BODY ? 2 : 0), scope);
            } catch (InvalidFilterPolicy tooLarge) {
                if (!String.valueOf(tooLarge.getMessage()).matches("(?s).*(complex|5 keys).*")) {
                    throw new AssertionError("a random policy is malformed", tooLarge);
                }
            }
        }
    }

    /** A JSON object, sometimes something else. */
    String body() {
        return random.nextInt(30) == 0 ? value(2) : object(3);
    }

    List<MessageAttribute> attributes() {
        List<MessageAttribute> attributes = new ArrayList<>();
        for (String name : NAMES) {
            switch (random.nextInt(5)) {
                case 0 -> attributes.add(attribute(name, "String", text()));
                case 1 -> attributes.add(attribute(name, "Number", one(NUMBERS)));
                case 2 -> attributes.add(attribute(name, "String.Array", array(this::scalar)));
                case 3 -> attributes.add(attribute(name, "Binary", text()));
                default -> {
                    // without this one
                }
            }
        }
        return attributes;
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String rules(int depth) {
        Map<String, String> rules = new LinkedHashMap<>();
        int keys = 1 + random.nextInt(3);
        for (int i = 0; i < keys; i++) {
            if (depth > 0 && chance(3)) rules.put(one(NAMES), rules(depth - 1));
            else if (chance(6)) rules.put("$or", "[" + rules(depth) + "," + rules(depth) + "]");
            else
                rules.put(
                        depth > 0 && chance(4) ? one(NAMES) + "." + one(NAMES) : one(NAMES),
                        array1(mostConditions, this::condition));
        }
        return object(rules);
    }

    private String condition() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> scalar();
            case 3 -> "{\"prefix\":" + quoted(text()) + "}";
            case 4 -> "{\"suffix\":" + quoted(text()) + "}";
            case 5 -> "{\"equals-ignore-case\":" + quoted(text()) + "}";
            case 6 -> "{\"wildcard\":" + quoted(wildcard()) + "}";
            case 7 -> "{\"anything-but\":" + (chance(2) ? quoted(text()) : one(NUMBERS)) + "}";
            case 8 ->
                "{\"anything-but\":" + (chance(2) ? array1(3, () -> quoted(text())) : array1(3, () -> one(NUMBERS)))
                        + "}";
            case 9 ->
                "{\"anything-but\":{\"" + (chance(2) ? "prefix" : "suffix") + "\":"
                        + (chance(2) ? quoted("x") : "[\"x\",\"y\"]") + "}}";
            case 10 -> "{\"anything-but\":{\"wildcard\":" + quoted(wildcard()) + "}}";
            case 11 -> "{\"numeric\":[\"" + one(List.of("=", "<", "<=", ">", ">=")) + "\"," + one(NUMBERS) + "]}";
            case 12 ->
                "{\"numeric\":[\">\",-1,\"" + one(List.of("<", "<=")) + "\"," + (chance(2) ? "300" : "1.5") + "]}";
            default -> "{\"exists\":" + chance(2) + "}";
        };
    }

    private String wildcard() {
        return one(List.of("*", "x*", "*x", "x*x", "*y*", "y\\\\*", "xy"));
    }

    private String value(int depth) {
        int kind = random.nextInt(8);
        if (depth > 0 && kind == 0) return object(depth);
        if (depth > 0 && kind <= 2) return array(() -> chance(2) ? object(depth - 1) : value(depth - 1));
        return scalar();
    }

    private String object(int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (chance(2)) members.put(name, value(depth - 1));
            else if (chance(4)) members.put(name + "." + one(NAMES), value(depth - 1));
        }
        return object(members);
    }

    private String scalar() {
        return switch (random.nextInt(6)) {
            case 0 -> one(List.of("true", "false", "null"));
            case 1, 2 -> one(NUMBERS);
            default -> quoted(text());
        };
    }

    private String text() {
        return one(TEXTS);
    }

    private String array(Supplier<String> element) {
        return Stream.generate(element).limit(random.nextInt(4)).collect(joining(",", "[", "]"));
    }

    private String array1(int most, Supplier<String> element) {
        return Stream.generate(element).limit(1 + random.nextInt(most)).collect(joining(",", "[", "]"));
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(joining(",", "{", "}"));
    }

    static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static MessageAttribute attribute(String name, String type, String value) {
        return new MessageAttribute(name, type, value.getBytes(StandardCharsets.UTF_8));
    }
}
