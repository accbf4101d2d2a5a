package dev.sluice.broker.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in attribute values: whether it is an object, and whether two texts mean the same. Far from any hot path. */
final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    static boolean isObject(String text) {
        return value(text) instanceof Map;
    }

    /** True when both are JSON and differ at most in white space, the order of members and the spelling of numbers. */
    static boolean sameMeaning(String one, String other) {
        Object value = value(one);
        return value != null && value.equals(value(other));
    }

    /** The value as maps, lists, strings, numbers and booleans; null when the text is not one whole JSON value. */
    static @Nullable Object value(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            return parser.nextToken() == null ? value : null;
        } catch (IOException notJson) {
            return null;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) return object(parser);
        if (token == JsonToken.START_ARRAY) return array(parser);
        if (token == JsonToken.VALUE_STRING) return parser.getText();
        if (token != null && token.isNumeric()) return parser.getDecimalValue().stripTrailingZeros();
        if (token != null && token.isScalarValue()) return token; // true, false and null stand for themselves
        throw new IOException("no value");
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var members = new HashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) elements.add(value(parser));
        return elements;
    }
}
