package dev.sluice.protocol.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.AwsError;
import dev.sluice.protocol.error.ErrorAnswer;
import dev.sluice.protocol.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * AWS JSON 1.0: the members of a request or response as one JSON object. Stateless; any thread.
 *
 * <p>Jackson's tokens are read into records by way of a {@link Shape}. Answers are written without Jackson: the bytes of
 * every name are known beforehand, and what is left is the escaping that XML needs as well.
 */
public final class JsonCodec {

    /**
     * Names go into Jackson's symbol table, which outlives the request and can hold some thousands; a bound on their
     * length bounds the table. The longest legal name has 256 characters.
     */
    private static final int MAX_NAME_LENGTH = 2048;

    /** Nothing of ours is deeper than six. */
    private static final int MAX_DEPTH = 100;

    /** Strings are bounded by the size of the body, which the caller has bounded. */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNameLength(MAX_NAME_LENGTH)
            .maxStringLength(Integer.MAX_VALUE)
            .build();

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(CONSTRAINTS)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final Shape<ErrorAnswer> ERROR = Shape.of(
            v -> {
                String shape = v.text();
                String message = v.text();
                String capital = v.text();
                return new ErrorAnswer(shape, message == null ? capital : message);
            },
            Member.text("__type", ErrorAnswer::shape),
            Member.text("message", ErrorAnswer::message),
            Member.text("Message", answer -> null));

    /**
     * Reads a request. An empty body counts as an empty object.
     *
     * @throws ApiException with {@link ErrorCode#MALFORMED_INPUT} when the body is not such an object
     */
    public <I> I decode(Operation<I, ?> operation, byte[] body) {
        return decode(operation, body, 0, body.length);
    }

    /** As {@link #decode(Operation, byte[])}, from a part of an array. */
    public <I> I decode(Operation<I, ?> operation, byte[] body, int offset, int length) {
        return read(operation.input(), body, offset, length);
    }

    /** Reads a response, as a client does. @throws ApiException with {@link ErrorCode#MALFORMED_INPUT} as for requests */
    public <O> O decodeResponse(Operation<?, O> operation, byte[] body, int offset, int length) {
        return read(operation.output(), body, offset, length);
    }

    /** Writes a response; nothing at all if the operation answers nothing. */
    public <O> void encode(Operation<?, O> operation, O response, WireBytes out) {
        if (!operation.isVoid()) JsonWriter.structure(operation.output(), response, out);
    }

    /** Writes a request, as a client does. */
    public <I> void encodeRequest(Operation<I, ?> operation, I request, WireBytes out) {
        JsonWriter.structure(operation.input(), request, out);
    }

    /** Writes the body of an error. The header {@code x-amzn-query-error} goes with it. */
    public void encodeError(AwsError code, String message, WireBytes out) {
        out.ascii("{\"__type\":");
        JsonWriter.text(code.shape(), out);
        // recorded from AWS: this one shape spells it with a capital
        out.ascii(code == ErrorCode.ACCESS_DENIED ? ",\"Message\":" : ",\"message\":");
        JsonWriter.text(message, out);
        out.write('}');
    }

    /** Reads the body of an error, as a client does; whatever is not one gives an answer without shape. */
    public ErrorAnswer decodeError(byte[] body) {
        try {
            return read(ERROR, body, 0, body.length);
        } catch (ApiException e) {
            return new ErrorAnswer(null, null); // a proxy's page, say: its status has to be enough
        }
    }

    private static <T> T read(Shape<T> shape, byte[] body, int offset, int length) {
        requireUtf8(body, offset, length);
        try (JsonParser parser = FACTORY.createParser(body, offset, length)) {
            JsonToken first = parser.nextToken();
            if (first == null) return shape.construct(new Object[shape.members().size()]);
            T structure = new JsonReader(parser).structure(shape, first);
            if (parser.nextToken() != null) throw malformed("The request body goes on after its object");
            return structure;
        } catch (JsonProcessingException e) {
            throw malformed("The request body is not valid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
    }

    /** Jackson would take UTF-16 and UTF-32 as well, told by their zero bytes, and overlong UTF-8. */
    private static void requireUtf8(byte[] body, int offset, int length) {
        boolean wide = length > 1 && (body[offset] == 0 || body[offset + 1] == 0);
        if (wide || !Utf8.valid(body, offset, offset + length)) {
            throw malformed("The request body is not valid UTF-8");
        }
    }

    private static ApiException malformed(String text) {
        return new ApiException(ErrorCode.MALFORMED_INPUT, text);
    }
}
