package dev.sluice.keda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What a broker says of a queue, or of a group of queues.
 *
 * @param index grows with each decision that differs from the one before
 * @param desired workers there should be
 * @param active whether there should be any
 */
record Hint(long index, int desired, boolean active) {
    private static final JsonFactory JSON = new JsonFactory();

    /** @throws IOException unless it is the document of a hint */
    static Hint parse(String document) throws IOException {
        long index = -1;
        int desired = -1;
        JsonToken active = JsonToken.NOT_AVAILABLE;
        try (JsonParser parser = JSON.createParser(document)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) throw new IOException("not a hint: " + document);
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "index" -> index = parser.getLongValue();
                    case "desiredReplicas" -> desired = parser.getIntValue();
                    case "active" -> active = value;
                    default -> parser.skipChildren();
                }
            }
        }
        if (index < 0 || desired < 0 || !active.isBoolean()) throw new IOException("not a hint: " + document);
        return new Hint(index, desired, active == JsonToken.VALUE_TRUE);
    }
}
