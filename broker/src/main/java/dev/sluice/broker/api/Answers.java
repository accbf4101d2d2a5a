package dev.sluice.broker.api;

import dev.sluice.protocol.error.AwsError;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.error.SnsErrorCode;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.WireBytes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts responses and faults into bytes. One buffer serves all, so an answer is good until the next. Owned by one event loop. */
public final class Answers {
    private static final String JSON = "application/x-amz-json-1.0";
    private static final String PLAIN_JSON = "application/json";
    private static final String XML = "text/xml";
    private static final byte[] NOTHING = new byte[0];
    private static final byte[] UNKNOWN_OPERATION = "<UnknownOperationException/>".getBytes(StandardCharsets.US_ASCII);
    private static final Map<AwsError, String> QUERY_ERRORS = new HashMap<>();

    static {
        for (AwsError code : ErrorCode.values()) QUERY_ERRORS.put(code, queryError(code));
        for (AwsError code : SnsErrorCode.values()) QUERY_ERRORS.put(code, queryError(code));
    }

    private final JsonCodec json;
    private final QueryCodec query;
    private final WireBytes out = new WireBytes();

    public Answers(JsonCodec json, QueryCodec query) {
        this.json = json;
        this.query = query;
    }

    <O> Answer of(Wire wire, Operation<?, O> operation, O response, String requestId) {
        out.reset();
        switch (wire) {
            case JSON -> json.encode(operation, response, out);
            case QUERY -> query.encode(operation, response, requestId, out);
            case QUERY_AS_JSON -> query.encodeAsJson(operation, response, requestId, out);
        }
        return new Answer(200, contentType(wire), requestId, null, out.array(), out.length());
    }

    public Answer ofFault(Wire wire, AwsError code, String text, String requestId) {
        out.reset();
        switch (wire) {
            case JSON -> json.encodeError(code, text, out);
            case QUERY -> query.encodeError(code, text, requestId, out);
            case QUERY_AS_JSON -> query.encodeErrorAsJson(code, text, requestId, out);
        }
        String queryError = QUERY_ERRORS.get(code);
        return new Answer(code.status(), contentType(wire), requestId, queryError, out.array(), out.length());
    }

    /** What SQS answers to requests that are none of its operations, by method or for want of an Action. */
    Answer notFound(boolean withBody, String requestId) {
        return withBody
                ? new Answer(404, XML, requestId, null, UNKNOWN_OPERATION, UNKNOWN_OPERATION.length)
                : new Answer(404, null, requestId, null, NOTHING, 0);
    }

    private static String queryError(AwsError code) {
        return code.queryCode() + (code.senderFault() ? ";Sender" : ";Receiver");
    }

    private @Nullable String contentType(Wire wire) {
        if (out.length() == 0) return null;
        return switch (wire) {
            case JSON -> JSON;
            case QUERY -> XML;
            case QUERY_AS_JSON -> PLAIN_JSON;
        };
    }
}
