package dev.sluice.bench.measure;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A result as it was printed by {@code --json}: its texts and numbers by name, nested ones with a dot between. */
public final class JsonLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> members = new LinkedHashMap<>();

    public static JsonLine parse(String line) throws IOException {
        var parsed = new JsonLine();
        try (var parser = FACTORY.createParser(line)) {
            parsed.read(parser);
        }
        return parsed;
    }

    /** The text of that member, or an empty one. */
    public String text(String name) {
        return members.getOrDefault(name, "");
    }

    /** The number of that member, or 0. */
    public double number(String name) {
        String text = text(name);
        return text.isEmpty() ? 0 : Double.parseDouble(text);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    private void read(JsonParser parser) throws IOException {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (!token.isScalarValue()) continue;
            String path = parser.getParsingContext().pathAsPointer().toString().substring(1);
            members.put(path.replace('/', '.'), parser.getText());
        }
    }
}
