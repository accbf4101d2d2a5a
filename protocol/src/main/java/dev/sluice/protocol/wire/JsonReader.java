package dev.sluice.protocol.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.wire.Type.ListOf;
import dev.sluice.protocol.wire.Type.MapOf;
import dev.sluice.protocol.wire.Type.Scalar;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON tokens into structures. As lenient as AWS and no more: null is absent, unknown members are skipped, an integer
 * may be written as a string, and the text values of a map as numbers or booleans. Of two members of one name the later
 * counts.
 */
final class JsonReader {

    /** Elements of lists and maps in one request; a full SendMessageBatch has 120. Three bytes can make one of fifty. */
    private static final int MAX_ELEMENTS = 10_000;

    private final JsonParser in;
    private int elements;

    JsonReader(JsonParser in) {
        this.in = in;
    }

    /** @param first the current token */
    <T> T structure(Shape<T> shape, JsonToken first) throws IOException {
        if (first != JsonToken.START_OBJECT) throw unexpected(first, "a structure");
        var values = new @Nullable Object[shape.members().size()];
        for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
            JsonToken token = in.nextToken();
            int place = shape.place(name);
            if (place < 0) {
                in.skipChildren();
            } else {
                values[place] = value(shape.members().get(place).type(), token);
            }
        }
        return shape.construct(values);
    }

    private @Nullable Object value(Type type, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) return null;
        if (type instanceof Scalar scalar) return scalar(scalar, token);
        if (type instanceof ListOf list) return list(list, token);
        if (type instanceof MapOf map) return map(map, token);
        return structure((Shape<?>) type, token);
    }

    private Object scalar(Scalar scalar, JsonToken token) throws IOException {
        return switch (scalar) {
            case TEXT -> {
                if (token != JsonToken.VALUE_STRING) throw unexpected(token, "a String");
                yield in.getText();
            }
            case INTEGER -> {
                long number = number(token, "an Integer");
                if (number != (int) number) throw malformed(number + " can not be converted to an Integer");
                yield (int) number;
            }
            case LONG -> number(token, "a Long");
            case BOOLEAN -> {
                if (!token.isBoolean()) throw unexpected(token, "a Boolean");
                yield token == JsonToken.VALUE_TRUE;
            }
            case BLOB -> {
                if (token != JsonToken.VALUE_STRING) throw unexpected(token, "a Blob");
                yield base64(in.getText());
            }
            case PRESENCE -> {
                if (token != JsonToken.START_ARRAY) throw unexpected(token, "a list");
                boolean hasElements = in.nextToken() != JsonToken.END_ARRAY;
                while (hasElements && in.currentToken() != JsonToken.END_ARRAY) {
                    in.skipChildren();
                    in.nextToken();
                }
                yield hasElements;
            }
        };
    }

    private List<?> list(ListOf type, JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) throw unexpected(token, "a list");
        var list = new ArrayList<Object>();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            countElement();
            Object element = value(type.element(), next);
            if (element != null) list.add(element);
        }
        return Collections.unmodifiableList(list);
    }

    private Map<String, ?> map(MapOf type, JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) throw unexpected(token, "a map");
        var map = new LinkedHashMap<String, Object>();
        for (String key = in.nextFieldName(); key != null; key = in.nextFieldName()) {
            JsonToken next = in.nextToken();
            countElement();
            boolean asText = type.element() == Scalar.TEXT && (next.isNumeric() || next.isBoolean());
            Object value = asText ? in.getText() : value(type.element(), next);
            if (value == null) {
                map.remove(key);
            } else {
                map.put(key, value);
            }
        }
        return Collections.unmodifiableMap(map);
    }

    private void countElement() {
        if (++elements > MAX_ELEMENTS) throw malformed("The request has more than " + MAX_ELEMENTS + " elements");
    }

    private long number(JsonToken token, String wanted) throws IOException {
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_STRING) throw unexpected(token, wanted);
        Long number = WholeNumber.parse(in.getText());
        if (number == null) throw unexpected(token, wanted);
        return number;
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text); // does without the padding
        } catch (IllegalArgumentException e) {
            throw malformed("STRING_VALUE can not be converted to a Blob: it is not base64");
        }
    }

    private static ApiException unexpected(@Nullable JsonToken token, String wanted) {
        return malformed(
                token == null
                        ? "Unexpected end of input where " + wanted + " belongs"
                        : switch (token) {
                            case START_OBJECT -> "Start of structure or map found where " + wanted + " belongs";
                            case START_ARRAY -> "Start of list found where " + wanted + " belongs";
                            case VALUE_STRING -> "STRING_VALUE can not be converted to " + wanted;
                            case VALUE_NUMBER_INT -> "NUMBER_VALUE can not be converted to " + wanted;
                            case VALUE_NUMBER_FLOAT -> "DECIMAL_VALUE can not be converted to " + wanted;
                            case VALUE_TRUE -> "TRUE_VALUE can not be converted to " + wanted;
                            case VALUE_FALSE -> "FALSE_VALUE can not be converted to " + wanted;
                            case VALUE_NULL -> "NULL_VALUE can not be converted to " + wanted;
                            default -> "Unexpected token where " + wanted + " belongs";
                        });
    }

    private static ApiException malformed(String text) {
        return new ApiException(ErrorCode.MALFORMED_INPUT, text);
    }
}
