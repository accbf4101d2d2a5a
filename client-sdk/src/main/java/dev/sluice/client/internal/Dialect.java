package dev.sluice.client.internal;

import dev.sluice.protocol.error.ErrorAnswer;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.Service;
import dev.sluice.protocol.wire.WireBytes;
import java.util.Map;

/** How a service is spoken to: SQS in JSON, SNS, which knows nothing else, in forms that it answers in XML. Any thread. */
interface Dialect {

    Dialect SQS = new Dialect() {
        private final JsonCodec codec = new JsonCodec();

        @Override
        public String service() {
            return "sqs";
        }

        @Override
        public Map<String, String> headers(String operation) {
            return Map.of(
                    "Content-Type",
                    "application/x-amz-json-1.0",
                    "X-Amz-Target",
                    "AmazonSQS." + operation,
                    "x-amzn-query-mode", // errors then carry the codes that AWS's own SDKs show
                    "true");
        }

        @Override
        public <I> void encode(Operation<I, ?> operation, I request, WireBytes out) {
            codec.encodeRequest(operation, request, out);
        }

        @Override
        public <O> O decode(Operation<?, O> operation, byte[] body) {
            return codec.decodeResponse(operation, body, 0, body.length);
        }

        @Override
        public ErrorAnswer error(byte[] body) {
            return codec.decodeError(body);
        }
    };

    Dialect SNS = new Dialect() {
        private final QueryCodec codec = new QueryCodec(Service.SNS);

        @Override
        public String service() {
            return "sns";
        }

        @Override
        public Map<String, String> headers(String operation) {
            return Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");
        }

        @Override
        public <I> void encode(Operation<I, ?> operation, I request, WireBytes out) {
            codec.encodeRequest(operation, request, out);
        }

        @Override
        public <O> O decode(Operation<?, O> operation, byte[] body) {
            return codec.decodeResponse(operation, body);
        }

        @Override
        public ErrorAnswer error(byte[] body) {
            return codec.decodeError(body);
        }
    };

    /** What the code of a refusal is that only a server with scaling hints gives. */
    String HINT_REFUSED = "ScalingHint";

    /** Scaling hints, which are read over plain HTTP: there are no operations, only errors. */
    Dialect HINTS = new Dialect() {
        @Override
        public String service() {
            return "sqs";
        }

        @Override
        public Map<String, String> headers(String operation) {
            return Map.of();
        }

        @Override
        public <I> void encode(Operation<I, ?> operation, I request, WireBytes out) {
            throw new UnsupportedOperationException(operation.name());
        }

        @Override
        public <O> O decode(Operation<?, O> operation, byte[] body) {
            throw new UnsupportedOperationException(operation.name());
        }

        @Override
        public ErrorAnswer error(byte[] body) {
            return HintJson.error(body);
        }
    };

    /** What requests are signed for. */
    String service();

    Map<String, String> headers(String operation);

    <I> void encode(Operation<I, ?> operation, I request, WireBytes out);

    /** @throws dev.sluice.protocol.error.ApiException when it is not an answer of this operation */
    <O> O decode(Operation<?, O> operation, byte[] body);

    /** What an answer that is no success says; without a shape if it is none of the service's. */
    ErrorAnswer error(byte[] body);
}
