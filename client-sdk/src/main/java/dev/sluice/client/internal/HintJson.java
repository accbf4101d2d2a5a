package dev.sluice.client.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.NotOfferedException;
import dev.sluice.client.ScalingHint;
import dev.sluice.protocol.error.ErrorAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scaling hint as Sluice writes it: an object whose fields are flat, but for a few that nobody reads here. */
final class HintJson {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, String> fields = new HashMap<>();
    private final List<String> limits = new ArrayList<>();

    private HintJson() {}

    /** @throws NotOfferedException when it is none */
    static ScalingHint hint(byte[] body) {
        try {
            return parsed(body).hint();
        } catch (IOException | NumberFormatException | DateTimeParseException e) {
            throw new NotOfferedException("what was answered is no scaling hint: " + e.getMessage(), e);
        }
    }

    /** What Sluice says of a request that it does not answer with a hint; without a shape if it is not Sluice that says so. */
    static ErrorAnswer error(byte[] body) {
        try {
            String text = parsed(body).fields.get("error");
            return new ErrorAnswer(text == null ? null : Dialect.HINT_REFUSED, text);
        } catch (IOException e) {
            return new ErrorAnswer(null, null);
        }
    }

    private static HintJson parsed(byte[] body) throws IOException {
        var read = new HintJson();
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) throw new IOException("no JSON object");
            while (json.nextToken() == JsonToken.FIELD_NAME) read.field(json.currentName(), json);
        }
        return read;
    }

    private void field(String name, JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (value == JsonToken.START_ARRAY && name.equals("limits")) {
            while (json.nextToken() == JsonToken.VALUE_STRING) limits.add(json.getText());
        } else if (value.isStructStart()) {
            json.skipChildren();
        } else if (value != JsonToken.VALUE_NULL) {
            fields.put(name, json.getText());
        }
    }

    private ScalingHint hint() throws IOException {
        return new ScalingHint(
                text("queue"),
                Long.parseLong(text("index")),
                Instant.parse(text("observedAt")),
                text("status"),
                Integer.parseInt(text("desiredReplicas")),
                Boolean.parseBoolean(text("active")),
                text("reason"),
                limits,
                Long.parseLong(text("backlog")),
                Long.parseLong(text("inFlight")),
                Long.parseLong(text("delayed")),
                Long.parseLong(text("suspects")),
                seconds(text("oldestAgeSeconds")),
                Double.parseDouble(text("arrivalRate")),
                Double.parseDouble(text("completionRate")),
                secondsIfKnown("serviceSeconds"),
                secondsIfKnown("timeToDrainSeconds"));
    }

    private String text(String name) throws IOException {
        String value = fields.get(name);
        if (value == null) throw new IOException("it has no " + name);
        return value;
    }

    private @Nullable Duration secondsIfKnown(String name) {
        String value = fields.get(name);
        return value == null ? null : seconds(value);
    }

    private static Duration seconds(String value) {
        return Duration.ofNanos(Math.round(Double.parseDouble(value) * 1e9));
    }
}
