package dev.sluice.broker.engine.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tokens of a policy's text, read whole so that what an {@code $or} means can be looked up ahead. */
final class PolicyTokens {
    /** AWS's own words since 2025. */
    private static final String SOURCE = "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)";

    private static final JsonFactory JSON = new JsonFactory();

    private record Token(JsonToken kind, String text, int line, int column) {}

    private final List<Token> tokens = new ArrayList<>();
    private int at = -1;

    /** @throws InvalidFilterPolicy for a text which is not one whole JSON value */
    PolicyTokens(String text) throws InvalidFilterPolicy {
        try (JsonParser parser = JSON.createParser(text)) {
            int depth = 0;
            for (JsonToken kind = parser.nextToken(); kind != null; kind = parser.nextToken()) {
                if (!tokens.isEmpty() && depth == 0)
                    throw notJson("Unexpected content after the end of the policy", parser.currentLocation());
                JsonLocation end = parser.currentLocation();
                tokens.add(new Token(kind, parser.getText(), end.getLineNr(), end.getColumnNr()));
                if (kind.isStructStart()) depth++;
                if (kind.isStructEnd()) depth--;
            }
        } catch (JsonProcessingException notJson) {
            throw notJson(notJson.getOriginalMessage(), notJson.getLocation());
        } catch (IOException unexpected) {
            throw new IllegalStateException("a text could not be read", unexpected);
        }
        if (tokens.isEmpty())
            throw InvalidFilterPolicy.because(
                    "failed to parse JSON. No content to map due to end-of-input" + location(1, 0));
    }

    /** Only to be asked for while there is a token: the grammar ends at the bracket that closes the policy. */
    JsonToken next() {
        return tokens.get(++at).kind;
    }

    /** The text of the current token: a name, a string without its quotes, a number as written. */
    String text() {
        return tokens.get(at).text;
    }

    JsonToken peek() {
        return tokens.get(at + 1).kind;
    }

    JsonToken current() {
        return tokens.get(at).kind;
    }

    /** The current token as a value to compare with; it is none that opens or closes. */
    Value.Scalar literal() {
        return switch (current()) {
            case VALUE_STRING -> new Value.Text(text());
            case VALUE_TRUE -> Value.Literal.TRUE;
            case VALUE_FALSE -> Value.Literal.FALSE;
            case VALUE_NULL -> Value.Literal.NULL;
            default -> ValueReader.number(text());
        };
    }

    /** Where the current token starts, to look ahead from; {@link #back} returns to it. */
    int mark() {
        return at;
    }

    void back(int mark) {
        at = mark;
    }

    /** Passes the object or array whose opening bracket is the current token. */
    void skip() {
        int depth = 1;
        while (depth > 0) {
            JsonToken kind = next();
            if (kind.isStructStart()) depth++;
            if (kind.isStructEnd()) depth--;
        }
    }

    /** A fault at the current token. */
    InvalidFilterPolicy fault(String reason) {
        Token token = tokens.get(at);
        return InvalidFilterPolicy.because(reason + location(token.line, token.column));
    }

    private static InvalidFilterPolicy notJson(String reason, JsonLocation where) {
        return InvalidFilterPolicy.because(
                "failed to parse JSON. " + reason + location(where.getLineNr(), where.getColumnNr()));
    }

    private static String location(int line, int column) {
        return "\n at [Source: " + SOURCE + "; line: " + line + ", column: " + column + "]";
    }
}
