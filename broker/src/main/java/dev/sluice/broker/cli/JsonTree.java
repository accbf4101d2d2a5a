package dev.sluice.broker.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists, texts, numbers and booleans. */
final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonTree() {}

    /** @throws RemoteFault when it is no JSON object: then it is no answer of a broker */
    static Map<String, Object> read(byte[] text) {
        try (JsonParser in = JSON.createParser(text)) {
            if (in.nextToken() == JsonToken.START_OBJECT) return object(in);
        } catch (IOException e) {
            throw RemoteFault.unreachable("what answers is no Sluice: " + e.getMessage());
        }
        throw RemoteFault.unreachable("what answers is no Sluice: its answer is no JSON object");
    }

    private static Map<String, Object> object(JsonParser in) throws IOException {
        var members = new LinkedHashMap<String, Object>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String name = in.currentName();
            in.nextToken();
            Object value = value(in);
            if (value != null) members.put(name, value);
        }
        return members;
    }

    private static @Nullable Object value(JsonParser in) throws IOException {
        switch (in.currentToken()) {
            case START_OBJECT -> {
                return object(in);
            }
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    Object item = value(in);
                    if (item != null) items.add(item);
                }
                return items;
            }
            case VALUE_NULL -> {
                return null;
            }
            case VALUE_TRUE, VALUE_FALSE -> {
                return in.getBooleanValue();
            }
            case VALUE_NUMBER_INT -> {
                return in.getLongValue();
            }
            default -> {
                return in.getText();
            }
        }
    }

    static String write(Object value, boolean pretty) {
        var text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            if (pretty) out.useDefaultPrettyPrinter();
            write(out, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            out.writeStartObject();
            for (var member : members.entrySet()) {
                out.writeFieldName(String.valueOf(member.getKey()));
                write(out, member.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof List<?> items) {
            out.writeStartArray();
            for (Object item : items) write(out, item);
            out.writeEndArray();
        } else if (value instanceof Boolean yes) {
            out.writeBoolean(yes);
        } else if (value instanceof Number number) {
            out.writeNumber(number.longValue());
        } else {
            out.writeString(String.valueOf(value));
        }
    }

    /** A member that is an object; empty when it is absent. */
    @SuppressWarnings("unchecked") // only read() makes these maps, with texts as keys
    static Map<String, Object> object(Map<String, Object> of, String name) {
        return of.get(name) instanceof Map<?, ?> members ? (Map<String, Object>) members : Map.of();
    }

    /** A member that is a list of objects; empty when it is absent. */
    @SuppressWarnings("unchecked") // as above
    static List<Map<String, Object>> objects(Map<String, Object> of, String name) {
        return of.get(name) instanceof List<?> items ? (List<Map<String, Object>>) items : List.of();
    }

    /** A member as text; empty when it is absent. */
    static String text(Map<String, Object> of, String name) {
        Object value = of.get(name);
        return value == null ? "" : value.toString();
    }
}
