package dev.sluice.broker.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, each asked for as what it must be. Where another kind stands, or nothing, an {@link
 * IllegalArgumentException} says so in words for whoever wrote it; what ends in {@code OrEmpty} does not mind.
 */
public final class JsonObject {
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    private final Map<String, Object> members;

    private JsonObject(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws IllegalArgumentException unless the text is one JSON object */
    public static JsonObject parse(String text) {
        return parse(text.getBytes(UTF_8));
    }

    /** @throws IllegalArgumentException unless the bytes are one JSON object */
    public static JsonObject parse(byte[] bytes) {
        try (JsonParser parser = JsonText.parser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new IllegalArgumentException("a JSON object is wanted");
            var object = new JsonObject(JsonText.object(parser));
            if (parser.nextToken() != null) throw new IllegalArgumentException("one JSON object is wanted, not more");
            return object;
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the body is not JSON: " + JsonText.reason(notJson), notJson);
        }
    }

    @SuppressWarnings("unchecked") // only JsonText makes these maps, with texts as keys
    private static @Nullable JsonObject of(@Nullable Object value) {
        return value instanceof Map<?, ?> members ? new JsonObject((Map<String, Object>) members) : null;
    }

    /** As {@link JsonText} reads them. */
    public Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    public Iterable<String> names() {
        return members().keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text, or a number or truth value as a text; a null is the word. */
    public String text(String name) {
        Object value = value(name);
        if (value instanceof BigDecimal || value instanceof String || value instanceof Boolean) {
            return JsonText.plain(value);
        }
        if (JsonText.isNull(value)) return "null";
        throw new IllegalArgumentException(name + " is a text, a number or a truth value");
    }

    /** An empty one where there is none, or a null. */
    public String textOrEmpty(String name) {
        Object value = members.get(name);
        return value == null || JsonText.isNull(value) ? "" : text(name);
    }

    public long whole(String name) {
        try {
            if (value(name) instanceof BigDecimal number) return number.longValueExact();
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException(name + " is a whole number", fraction);
        }
        throw new IllegalArgumentException(name + " is a whole number");
    }

    public double number(String name) {
        if (value(name) instanceof BigDecimal number) return number.doubleValue();
        throw new IllegalArgumentException(name + " is a number");
    }

    public JsonObject object(String name) {
        JsonObject object = of(value(name));
        if (object == null) throw new IllegalArgumentException(name + " is an object");
        return object;
    }

    /** An empty one where there is none. */
    public JsonObject objectOrEmpty(String name) {
        JsonObject object = of(members.get(name));
        return object == null ? EMPTY : object;
    }

    public List<JsonObject> objects(String name) {
        if (!(value(name) instanceof List<?> values)) throw new IllegalArgumentException(name + " is a list");
        var objects = new ArrayList<JsonObject>();
        for (Object each : values) {
            JsonObject object = of(each);
            if (object == null) throw new IllegalArgumentException(name + " has objects only");
            objects.add(object);
        }
        return objects;
    }

    /** An empty list where there is none. */
    public List<JsonObject> objectsOrEmpty(String name) {
        return members.get(name) instanceof List<?> ? objects(name) : List.of();
    }

    private Object value(String name) {
        Object value = members.get(name);
        if (value == null) throw new IllegalArgumentException(name + " is missing");
        return value;
    }
}
