package dev.sluice.broker.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON in attribute values: read, compared by its meaning, and written. Far from any hot path. */
public final class JsonText {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** True for what {@link #value} makes of a JSON null. */
    public static boolean isNull(Object value) {
        return value == JsonToken.VALUE_NULL;
    }

    /** True when both are JSON and differ at most in white space, the order of members and the spelling of numbers. */
    public static boolean sameMeaning(String one, String other) {
        Object value = value(one);
        return value != null && value.equals(value(other));
    }

    /**
     * The value as maps in the order written, lists, strings, numbers, and tokens for true, false and null; null when the
     * text is not one whole JSON value.
     */
    public static @Nullable Object value(String text) {
        try {
            return parsed(text);
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Why the text is not one whole JSON value, in the parser's words; empty when it is one. */
    public static String whyNot(String text) {
        try {
            parsed(text);
            return "";
        } catch (JsonProcessingException notJson) {
            return notJson.getOriginalMessage();
        } catch (IOException notJson) {
            return String.valueOf(notJson.getMessage());
        }
    }

    private static Object parsed(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) throw new IOException("Something follows the value.");
            return value;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) return object(parser);
        if (token == JsonToken.START_ARRAY) return array(parser);
        if (token == JsonToken.VALUE_STRING) return parser.getText();
        if (token != null && token.isNumeric()) return number(parser.getDecimalValue());
        if (token != null && token.isScalarValue()) return token; // true, false and null stand for themselves
        throw new IOException("No value.");
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        var members = new LinkedHashMap<String, Object>();
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

    /** One form for all spellings of a number; as whole digits where that is not absurdly long. */
    private static BigDecimal number(BigDecimal spelled) {
        BigDecimal shortest = spelled.stripTrailingZeros();
        return shortest.scale() < 0 && shortest.scale() > -40 ? shortest.setScale(0) : shortest;
    }

    /** @param value as {@link #value(String)} returns it */
    public static String of(Object value) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof Map<?, ?> members) {
            json.writeStartObject();
            for (var member : members.entrySet()) {
                json.writeFieldName((String) member.getKey());
                write(member.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof List<?> elements) {
            json.writeStartArray();
            for (Object element : elements) write(element, json);
            json.writeEndArray();
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof JsonToken token) {
            json.writeRawValue(token.asString());
        } else {
            json.writeString((String) value);
        }
    }
}
