package dev.sluice.broker.json;

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

/**
 * JSON as values: read, compared by its meaning, and written. Maps in the order written, lists, strings, booleans, {@link
 * BigDecimal}s, and {@link #NULL}. Nesting and the length of numbers and names end where the parser's own limits are. Far
 * from any hot path.
 */
public final class JsonText {
    /** What a JSON null is read as: maps and lists have no null in them. */
    public static final Object NULL = JsonToken.VALUE_NULL;

    private static final int ENDLESS_DIGITS = 40;

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /** True for what {@link #value} makes of a JSON null. */
    public static boolean isNull(Object value) {
        return value == NULL;
    }

    /** True when both are JSON and differ at most in white space, the order of members and the spelling of numbers. */
    public static boolean sameMeaning(String one, String other) {
        Object value = value(one);
        return value != null && value.equals(value(other));
    }

    /** What the text says; null when it is not one whole JSON value. */
    public static @Nullable Object value(String text) {
        try {
            return whole(JSON.createParser(text));
        } catch (IOException notJson) {
            return null;
        }
    }

    /** Why the text is not one whole JSON value, in the parser's words; empty when it is one. */
    public static String whyNot(String text) {
        try {
            whole(JSON.createParser(text));
            return "";
        } catch (IOException notJson) {
            return reason(notJson);
        }
    }

    static JsonParser parser(byte[] bytes) throws IOException {
        return JSON.createParser(bytes);
    }

    /** In one line, without the place. */
    static String reason(IOException notJson) {
        return notJson instanceof JsonProcessingException parsers
                ? parsers.getOriginalMessage()
                : String.valueOf(notJson.getMessage());
    }

    private static Object whole(JsonParser given) throws IOException {
        try (JsonParser parser = given) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) throw new IOException("Something follows the value.");
            return value;
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) throw new IOException("No value.");
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> NULL;
            default -> throw new IOException("No value.");
        };
    }

    /** The members of the object whose beginning is the parser's current token. */
    static Map<String, Object> object(JsonParser parser) throws IOException {
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
    private static BigDecimal number(JsonParser parser) throws IOException {
        try {
            BigDecimal shortest = parser.getDecimalValue().stripTrailingZeros();
            return shortest.scale() < 0 && shortest.scale() > -ENDLESS_DIGITS ? shortest.setScale(0) : shortest;
        } catch (NumberFormatException | ArithmeticException beyondAllNumbers) {
            throw new IOException("The exponent of a number is too large.", beyondAllNumbers);
        }
    }

    /** A number in plain digits, unless its exponent would make these endless; anything else as Java has it. */
    public static String plain(Object value) {
        boolean plain = value instanceof BigDecimal number && Math.abs((long) number.scale()) < ENDLESS_DIGITS;
        return plain ? ((BigDecimal) value).toPlainString() : value.toString();
    }

    /**
     * In one line.
     *
     * @param value as {@link #value(String)} returns it, or with whole numbers and {@link JsonObject}s in it
     */
    public static String of(Object value) {
        return written(value, false);
    }

    /** In lines, for people. */
    public static String pretty(Object value) {
        return written(value, true);
    }

    private static String written(Object value, boolean pretty) {
        var text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            if (pretty) json.useDefaultPrettyPrinter();
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        if (value instanceof JsonObject object) {
            write(object.members(), json);
        } else if (value instanceof Map<?, ?> members) {
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
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean yes) {
            json.writeBoolean(yes);
        } else if (isNull(value)) {
            json.writeNull();
        } else {
            json.writeString((String) value);
        }
    }
}
