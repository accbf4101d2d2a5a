package dev.sluice.broker.engine.topic;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Reads an object whose members are texts, as some attributes of subscriptions are. The API has checked them. */
final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();

    private FlatJson() {}

    /** @throws IllegalArgumentException when the text is none */
    static Map<String, String> read(String text) {
        var members = new HashMap<String, String>();
        try (JsonParser json = JSON.createParser(text)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token.isScalarValue()) members.put(json.currentName(), json.getText());
            }
            return members;
        } catch (IOException e) {
            throw new IllegalArgumentException("not a flat JSON object: " + text, e);
        }
    }
}
