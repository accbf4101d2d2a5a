package dev.sluice.broker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.broker.trigger.Verdict.Done;
import dev.sluice.broker.trigger.Verdict.Failed;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a function answered with 2xx, by Lambda's rules. All is done when the answer is empty, no JSON object, or one
 * without failures. Nothing is done when it is the error of a Lambda runtime, or names failures in a way that does not say
 * which they are: a message that is worked on twice is better than one that is lost.
 */
final class FunctionAnswer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_REASON = 300;
    /** What Lambda's runtime interface emulator answers, with 200, when a function has taken too long. */
    private static final byte[] TIMED_OUT = "Task timed out after ".getBytes(UTF_8);

    private static final byte[] MARK = "\uFEFF".getBytes(UTF_8);

    private final Set<String> ids;
    private final Set<String> failedIds = new HashSet<>();
    private @Nullable String errorType;
    private @Nullable String errorMessage;
    private @Nullable String misread;

    private FunctionAnswer(Set<String> ids) {
        this.ids = ids;
    }

    /**
     * @param ids of the messages it was invoked with
     * @param partialFailures whether it may name failures; else it can only fail as a whole
     */
    static Verdict read(byte[] body, Set<String> ids, boolean partialFailures) {
        int first = firstLetter(body);
        if (first == '[' && partialFailures) return new Failed("answered with a JSON array, not an object");
        if (startsWithTimeout(body)) return new Failed(shortened(new String(body, UTF_8)));
        if (first != '{') return Done.ALL;
        var answer = new FunctionAnswer(ids);
        try (JsonParser parser = JSON.createParser(body)) {
            answer.readObject(parser);
        } catch (IOException e) {
            answer.misread = "answered with broken JSON";
        }
        return answer.verdict(partialFailures);
    }

    /** What a Lambda service says in a header of an error whose text is in the body. */
    static Failed failed(String kind, byte[] body) {
        Verdict verdict = read(body, Set.of(), false);
        return verdict instanceof Failed failed ? failed : new Failed("function error: " + shortened(kind));
    }

    private Verdict verdict(boolean partialFailures) {
        if (errorType != null || errorMessage != null) {
            String type = errorType == null ? "error" : errorType;
            return new Failed(shortened(errorMessage == null ? type : type + ": " + errorMessage));
        }
        if (!partialFailures) return Done.ALL;
        return misread == null ? new Done(failedIds) : new Failed(misread);
    }

    private void readObject(JsonParser parser) throws IOException {
        parser.nextToken();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (name) {
                case "errorType" -> errorType = text(parser, value);
                case "errorMessage" -> errorMessage = text(parser, value);
                case "batchItemFailures" -> readFailures(parser, value);
                default -> parser.skipChildren();
            }
        }
        if (parser.nextToken() != null) misread = "answered with more than one JSON object";
    }

    private static @Nullable String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) return null;
        if (value.isScalarValue()) return parser.getText();
        parser.skipChildren();
        return "no text";
    }

    private void readFailures(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) return;
        if (value != JsonToken.START_ARRAY) {
            misread = "answered with batchItemFailures that are no list";
            parser.skipChildren();
            return;
        }
        for (JsonToken item = parser.nextToken(); item != JsonToken.END_ARRAY; item = parser.nextToken()) {
            String id = item == JsonToken.START_OBJECT ? identifier(parser) : null;
            if (item == JsonToken.START_ARRAY) parser.skipChildren();
            if (id == null || id.isEmpty()) misread = "answered with a batch item failure without itemIdentifier";
            else if (!ids.contains(id))
                misread = "answered with an itemIdentifier that is none of the batch: " + shortened(id);
            else failedIds.add(id);
        }
    }

    private static @Nullable String identifier(JsonParser parser) throws IOException {
        String id = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("itemIdentifier") && value == JsonToken.VALUE_STRING) id = parser.getText();
            else parser.skipChildren();
        }
        return id;
    }

    private static boolean startsWithTimeout(byte[] body) {
        return body.length >= TIMED_OUT.length
                && Arrays.equals(body, 0, TIMED_OUT.length, TIMED_OUT, 0, TIMED_OUT.length);
    }

    /** 0 when there is none. A byte order mark is none, though JSON should not have it: what .NET writes often begins so. */
    private static int firstLetter(byte[] body) {
        int from = Arrays.equals(body, 0, Math.min(MARK.length, body.length), MARK, 0, MARK.length) ? MARK.length : 0;
        for (int i = from; i < body.length; i++) if (body[i] > ' ' || body[i] < 0) return body[i];
        return 0;
    }

    private static String shortened(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return bytes.length <= LONGEST_REASON ? text : text.substring(0, Math.min(text.length(), LONGEST_REASON)) + "…";
    }
}
