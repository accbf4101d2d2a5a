package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import dev.sluice.protocol.sts.GetCallerIdentityResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The JSON that a converter makes of the Query protocol's XML. */
class QueryAsJsonTest {
    private static final String TAIL = ",\"ResponseMetadata\":{\"RequestId\":\"r\"}}}";

    private final QueryCodec codec = new QueryCodec();

    @Test
    void severalElementsAreAListOneIsAValueNoneIsNull() {
        String head = "{\"ListQueuesResponse\":{\"ListQueuesResult\":";

        assertThat(urls("a", "b")).isEqualTo(head + "{\"QueueUrl\":[\"a\",\"b\"]}" + TAIL);
        assertThat(urls("a")).isEqualTo(head + "{\"QueueUrl\":\"a\"}" + TAIL);
        assertThat(urls()).isEqualTo(head + "null" + TAIL);
    }

    @Test
    void mapsArePairsAndEveryScalarIsAText() {
        var blob = new MessageAttributeValue("Binary", null, new byte[] {1, 2, 3}, false);
        var message = new ReceivedMessage(
                "id", "handle", "md5", "say \"hi\"", Map.of("SentTimestamp", "17"), null, Map.of("seal", blob));

        assertThat(json(SqsOperations.RECEIVE_MESSAGE, new ReceiveMessageResponse(List.of(message))))
                .startsWith("{\"ReceiveMessageResponse\":{\"ReceiveMessageResult\":{\"Message\":{\"MessageId\":\"id\",")
                .contains("\"Body\":\"say \\\"hi\\\"\"")
                .contains("\"Attribute\":{\"Name\":\"SentTimestamp\",\"Value\":\"17\"}")
                .contains("\"MessageAttribute\":{\"Name\":\"seal\",\"Value\":{\"BinaryValue\":\"AQID\","
                        + "\"DataType\":\"Binary\"}}")
                .endsWith(TAIL);
    }

    @Test
    void anOperationThatAnswersNothingHasNoResult() {
        assertThat(json(SqsOperations.PURGE_QUEUE, Nothing.NOTHING))
                .isEqualTo("{\"PurgeQueueResponse\":{\"ResponseMetadata\":{\"RequestId\":\"r\"}}}");
    }

    @Test
    void faultsAreWhatTheirXmlSays() {
        var out = new WireBytes();
        codec.encodeErrorAsJson(ErrorCode.OVER_LIMIT, "too \"many\"", "r", out);
        assertThat(text(out))
                .isEqualTo("{\"ErrorResponse\":{\"Error\":{\"Type\":\"Sender\",\"Code\":\"OverLimit\","
                        + "\"Message\":\"too \\\"many\\\"\",\"Detail\":null},\"RequestId\":\"r\"}}");
    }

    @Test
    void otherServicesHaveNoDetailInTheirFaults() {
        var sts = new QueryCodec(Service.STS);
        var out = new WireBytes();
        sts.encodeErrorAsJson(ErrorCode.INTERNAL_ERROR, "x", "r", out);
        assertThat(text(out))
                .isEqualTo("{\"ErrorResponse\":{\"Error\":{\"Type\":\"Receiver\",\"Code\":\"InternalError\","
                        + "\"Message\":\"x\"},\"RequestId\":\"r\"}}");

        out.reset();
        sts.encodeAsJson(
                StsOperations.GET_CALLER_IDENTITY, new GetCallerIdentityResponse("arn", "user", "account"), "r", out);
        assertThat(text(out)).contains("\"Arn\":\"arn\"");
    }

    private String urls(String... urls) {
        return json(SqsOperations.LIST_QUEUES, new ListQueuesResponse(List.of(urls), null));
    }

    private <O> String json(Operation<?, O> operation, O response) {
        var out = new WireBytes();
        codec.encodeAsJson(operation, response, "r", out);
        return text(out);
    }

    private static String text(WireBytes out) {
        return new String(out.array(), 0, out.length(), UTF_8);
    }
}
