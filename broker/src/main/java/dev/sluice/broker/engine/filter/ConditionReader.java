package dev.sluice.broker.engine.filter;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the conditions of one key, and says no in AWS's words, odd as some of them are. */
final class ConditionReader {
    private static final String ONE_KEY = "Only one key allowed in match expression";
    private static final String TOO_MANY = "Too many elements in numeric expression";

    private final PolicyTokens tokens;
    private final Set<Value.Scalar> literals = new HashSet<>();
    private final List<Condition> conditions = new ArrayList<>();
    private boolean mayBeAbsent;
    private int count;
    private int wildcards;
    private int wildcardPoints;
    private boolean tooManyStars;

    private ConditionReader(PolicyTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * What a key asks for, and what it costs.
     *
     * @param count how many conditions stand in the text
     * @param wildcardPoints by AWS's rule for the complexity of wildcards
     */
    record Conditions(List<Condition> conditions, boolean mayBeAbsent, int count, long wildcardPoints) {}

    /** @param tokens at the bracket that opens the key's conditions; left at the one that closes them */
    static Conditions read(PolicyTokens tokens) throws InvalidFilterPolicy {
        var reader = new ConditionReader(tokens);
        while (tokens.next() != JsonToken.END_ARRAY) reader.condition();
        if (reader.count == 0) throw tokens.fault("Empty arrays are not allowed");
        if (!reader.literals.isEmpty()) reader.conditions.add(0, new Condition.OneOf(Set.copyOf(reader.literals)));
        return new Conditions(
                List.copyOf(reader.conditions),
                reader.mayBeAbsent,
                reader.count,
                reader.tooManyStars ? Integer.MAX_VALUE : (long) reader.wildcardPoints * reader.wildcards);
    }

    private void condition() throws InvalidFilterPolicy {
        count++;
        JsonToken kind = tokens.current();
        if (kind == JsonToken.START_OBJECT) operator();
        else if (kind == JsonToken.START_ARRAY)
            throw tokens.fault("Match value must be String, number, true, false, or null");
        else literals.add(tokens.literal());
    }

    private void operator() throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.FIELD_NAME) throw tokens.fault("Match expression name not found");
        String operator = tokens.text();
        switch (operator) {
            case "prefix" -> conditions.add(new Condition.Prefix(string(operator)));
            case "suffix" -> conditions.add(new Condition.Suffix(string(operator)));
            case "equals-ignore-case" -> conditions.add(new Condition.IgnoringCase(string(operator)));
            case "wildcard" -> conditions.add(wildcard(string(operator), false));
            case "cidr" -> conditions.add(new Condition.InBlock(AddressBlock.of(string("prefix"))));
            case "numeric" -> conditions.add(numeric());
            case "exists" -> exists();
            case "anything-but" -> conditions.add(new Condition.AnythingBut(anythingBut()));
            default -> throw tokens.fault("Unrecognized match type " + operator);
        }
        boolean list = operator.equals("numeric") || operator.equals("anything-but");
        if (tokens.next() != JsonToken.END_OBJECT) throw tokens.fault(list ? TOO_MANY : ONE_KEY);
    }

    private String string(String operator) throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.VALUE_STRING) throw tokens.fault(operator + " match pattern must be a string");
        return tokens.text();
    }

    private Condition wildcard(String text, boolean anythingBut) throws InvalidFilterPolicy {
        WildcardPattern pattern = WildcardPattern.of(text, tokens::fault);
        wildcards++;
        wildcardPoints += anythingBut || pattern.stars() <= 1 ? 1 : 3;
        if (pattern.stars() > PolicyLimits.STARS) tooManyStars = true;
        return new Condition.Wildcard(pattern);
    }

    private void exists() throws InvalidFilterPolicy {
        JsonToken kind = tokens.next();
        if (kind == JsonToken.VALUE_TRUE) conditions.add(new Condition.AnythingBut(List.of()));
        else if (kind == JsonToken.VALUE_FALSE) mayBeAbsent = true;
        else throw tokens.fault("exists match pattern must be either true or false.");
    }

    private Condition numeric() throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.START_ARRAY) throw tokens.fault("Value of numeric must be an array.");
        if (tokens.next() != JsonToken.VALUE_STRING)
            throw tokens.fault("Invalid member in numeric match: " + tokens.text());
        String operator = tokens.text();
        return switch (operator) {
            case "=" -> {
                DecimalNumber number = number("equals");
                yield last(new Condition.Between(number, false, number, false));
            }
            case "<", "<=" -> last(new Condition.Between(null, false, number(operator), operator.equals("<")));
            case ">", ">=" -> from(number(operator), operator.equals(">"));
            default -> throw tokens.fault("Unrecognized numeric range operator: " + operator);
        };
    }

    private Condition from(DecimalNumber bottom, boolean openBottom) throws InvalidFilterPolicy {
        JsonToken kind = tokens.next();
        if (kind == JsonToken.END_ARRAY) return new Condition.Between(bottom, openBottom, null, false);
        String operator = tokens.text();
        if (kind != JsonToken.VALUE_STRING) throw tokens.fault("Bad value in numeric range: " + operator);
        if (!operator.equals("<") && !operator.equals("<="))
            throw tokens.fault("Bad numeric range operator: " + operator);
        DecimalNumber top = number(operator);
        if (tokens.next() != JsonToken.END_ARRAY) throw tokens.fault("Too many terms in numeric range expression");
        if (bottom.compareTo(top) >= 0) throw tokens.fault("Bottom must be less than top");
        return new Condition.Between(bottom, openBottom, top, operator.equals("<"));
    }

    private Condition last(Condition condition) throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.END_ARRAY) throw tokens.fault(TOO_MANY);
        return condition;
    }

    private DecimalNumber number(String operator) throws InvalidFilterPolicy {
        DecimalNumber number = tokens.next().isNumeric() ? DecimalNumber.of(tokens.text()) : null;
        if (number == null) throw tokens.fault("Value of " + operator + " must be numeric");
        return number;
    }

    /** What is not to be there. */
    private List<Condition> anythingBut() throws InvalidFilterPolicy {
        JsonToken kind = tokens.next();
        if (kind == JsonToken.START_OBJECT) return anythingButPattern();
        if (kind == JsonToken.START_ARRAY) return List.of(new Condition.OneOf(anythingButList()));
        if (kind == JsonToken.VALUE_STRING || kind.isNumeric())
            return List.of(new Condition.OneOf(Set.of(tokens.literal())));
        throw tokens.fault("Value of anything-but must be an array or single string/number value.");
    }

    private Set<Value.Scalar> anythingButList() throws InvalidFilterPolicy {
        Set<Value.Scalar> values = new HashSet<>();
        int numbers = 0;
        int elements = 0;
        for (JsonToken kind = tokens.next(); kind != JsonToken.END_ARRAY; kind = tokens.next()) {
            if (kind != JsonToken.VALUE_STRING && !kind.isNumeric()) {
                throw tokens.fault("Inside anything but list, start|null|boolean is not supported.");
            }
            elements++;
            if (kind.isNumeric()) numbers++;
            values.add(tokens.literal());
        }
        if (elements == 0 || (numbers != 0 && numbers != elements)) {
            throw tokens.fault(
                    "Inside anything but list, either all values are number or string, mixed type is not supported");
        }
        return Set.copyOf(values);
    }

    /** A prefix, suffix or wildcard, or a list of them. */
    private List<Condition> anythingButPattern() throws InvalidFilterPolicy {
        if (tokens.next() != JsonToken.FIELD_NAME) throw tokens.fault("Anything-But expression name not found");
        String operator = tokens.text();
        boolean wildcard = operator.equals("wildcard");
        if (!wildcard && !operator.equals("prefix") && !operator.equals("suffix")) {
            throw tokens.fault("Unsupported anything-but pattern: " + operator);
        }
        List<Condition> patterns = new ArrayList<>();
        if (tokens.peek() == JsonToken.START_ARRAY) {
            tokens.next();
            while (tokens.peek() != JsonToken.END_ARRAY) patterns.add(anythingButPattern(operator));
            tokens.next();
            if (patterns.isEmpty()) throw tokens.fault("Empty arrays are not allowed");
        } else {
            patterns.add(anythingButPattern(operator));
        }
        if (tokens.next() != JsonToken.END_OBJECT) throw tokens.fault(TOO_MANY);
        return List.copyOf(patterns);
    }

    private Condition anythingButPattern(String operator) throws InvalidFilterPolicy {
        if (operator.equals("wildcard")) return wildcard(string(operator), true);
        String text = string("prefix/suffix");
        if (text.isEmpty()) throw tokens.fault("Null prefix/suffix not allowed");
        return operator.equals("prefix") ? new Condition.Prefix(text) : new Condition.Suffix(text);
    }
}
