package dev.sluice.broker.courier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers, texts and truth values of a small JSON document, each by its path, such as {@code http.retry.count}. */
final class JsonLeaves {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Map<String, String> byPath;

    private JsonLeaves(Map<String, String> byPath) {
        this.byPath = byPath;
    }

    /** @param json checked at the edge; null for none */
    static JsonLeaves of(@Nullable String json) {
        Map<String, String> leaves = new HashMap<>();
        if (json == null || json.isEmpty()) return new JsonLeaves(leaves);
        try (JsonParser parser = FACTORY.createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isScalarValue() || token == JsonToken.VALUE_NULL) continue;
                String path = parser.getParsingContext().pathAsPointer().toString();
                leaves.put(path.substring(1).replace('/', '.'), parser.getText());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a stored policy is no JSON: " + json, e);
        }
        return new JsonLeaves(leaves);
    }

    /** Whether anything stands at this path or below it. */
    boolean has(String path) {
        for (String each : byPath.keySet()) if (each.equals(path) || each.startsWith(path + ".")) return true;
        return false;
    }

    @Nullable
    String text(String path) {
        return byPath.get(path);
    }

    boolean isTrue(String path) {
        return "true".equals(byPath.get(path));
    }

    /** Whole numbers may be written as 20.0, and as texts. */
    int number(String path, int otherwise) {
        String text = byPath.get(path);
        if (text == null) return otherwise;
        try {
            return (int) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
