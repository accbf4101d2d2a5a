package dev.sluice.broker.engine.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads messages. A text which is not one whole JSON value, or nests deeper than 1,000 levels, reads as null. */
final class ValueReader {
    /** Names are not interned: they come from anybody. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private ValueReader() {}

    /** @param wanted the members of the outermost object which are kept; the others are only checked */
    static @Nullable Value body(byte[] utf8, Predicate<String> wanted) {
        try (JsonParser parser = JSON.createParser(utf8)) {
            parser.nextToken();
            return whole(parser, wanted);
        } catch (IOException notJson) {
            return null;
        }
    }

    static @Nullable Value attribute(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            return whole(parser, name -> true);
        } catch (IOException notJson) {
            return null;
        }
    }

    private static @Nullable Value whole(JsonParser parser, Predicate<String> wanted) throws IOException {
        if (parser.currentToken() == null) return null;
        Value value = parser.currentToken() == JsonToken.START_OBJECT ? members(parser, wanted) : value(parser);
        return parser.nextToken() == null ? value : null;
    }

    private static Value value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser, name -> true);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> new Value.Text(parser.getText());
            case VALUE_TRUE -> Value.Literal.TRUE;
            case VALUE_FALSE -> Value.Literal.FALSE;
            case VALUE_NULL -> Value.Literal.NULL;
            default -> number(parser.getText());
        };
    }

    private static Value members(JsonParser parser, Predicate<String> wanted) throws IOException {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (wanted.test(name)) members.put(name, value(parser));
            else parser.skipChildren();
        }
        return Value.members(members);
    }

    private static Value elements(JsonParser parser) throws IOException {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value(parser));
        return new Value.Elements(elements);
    }

    static Value.Scalar number(String text) {
        DecimalNumber number = DecimalNumber.of(text);
        return number == null ? Value.Unreadable.UNREADABLE : number;
    }
}
