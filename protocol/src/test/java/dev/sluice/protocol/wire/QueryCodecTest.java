package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.SetQueueAttributesRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueryCodecTest {

    private final QueryCodec codec = new QueryCodec();

    @Test
    void pairsAreReadInTheOrderOfTheirNumbers() {
        var form = FormParameters.parse(
                "Action=SetQueueAttributes",
                "QueueUrl=%2Fq&Attribute.10.Name=b&Attribute.10.Value=2&Attribute.9.Name=a&Attribute.9.Value=1"
                        .getBytes(UTF_8));

        SetQueueAttributesRequest request = codec.decode(SqsOperations.SET_QUEUE_ATTRIBUTES, form);

        assertThat(request).isEqualTo(new SetQueueAttributesRequest("/q", Map.of("a", "1", "b", "2")));
        assertThat(request.attributes().keySet()).containsExactly("a", "b");
    }

    @Test
    void emptyReceiveIsAnEmptyResult() {
        var out = new WireBytes();

        codec.encode(SqsOperations.RECEIVE_MESSAGE, new ReceiveMessageResponse(List.of()), "r", out);

        assertThat(new String(out.array(), 0, out.length(), UTF_8))
                .isEqualTo("<?xml version=\"1.0\"?>"
                        + "<ReceiveMessageResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\">"
                        + "<ReceiveMessageResult/><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>"
                        + "</ReceiveMessageResponse>");
    }
}
