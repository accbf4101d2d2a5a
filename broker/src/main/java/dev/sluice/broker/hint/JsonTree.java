package dev.sluice.broker.hint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON that is read as a whole: the members of one object. Far from any hot path. */
public final class JsonTree {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> members;

    private JsonTree(Map<String, Object> members) {
        this.members = members;
    }

    /** @throws IllegalArgumentException unless the bytes are one JSON object */
    public static JsonTree parse(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT)
                throw new IllegalArgumentException("a JSON object is wanted");
            Map<String, Object> members = object(parser);
            if (parser.nextToken() != null) throw new IllegalArgumentException("one JSON object is wanted, not more");
            return new JsonTree(members);
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the body is not JSON: " + firstLine(notJson), notJson);
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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

    /** Null becomes the word, which no field takes. */
    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new JsonTree(object(parser));
            case START_ARRAY -> array(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            default -> parser.getText();
        };
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        var values = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) values.add(value(parser));
        return values;
    }

    public Iterable<String> names() {
        return members.keySet();
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    /** A text, or a number or truth value as a text. */
    public String text(String name) {
        Object value = value(name);
        if (value instanceof BigDecimal number)
            return number.stripTrailingZeros().toPlainString();
        if (value instanceof String text) return text;
        throw new IllegalArgumentException(name + " is a text, a number or a truth value");
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

    public JsonTree object(String name) {
        if (value(name) instanceof JsonTree tree) return tree;
        throw new IllegalArgumentException(name + " is an object");
    }

    public List<JsonTree> objects(String name) {
        var objects = new ArrayList<JsonTree>();
        if (value(name) instanceof List<?> values) {
            for (Object each : values) {
                if (!(each instanceof JsonTree tree)) throw new IllegalArgumentException(name + " has objects only");
                objects.add(tree);
            }
            return objects;
        }
        throw new IllegalArgumentException(name + " is a list");
    }

    private Object value(String name) {
        Object value = members.get(name);
        if (value == null) throw new IllegalArgumentException(name + " is missing");
        return value;
    }
}
