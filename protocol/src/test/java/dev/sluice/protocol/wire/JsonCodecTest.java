package dev.sluice.protocol.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.SendMessageRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonCodecTest {

    private final JsonCodec codec = new JsonCodec();

    @Test
    void membersAreReadByName() {
        String body = "{\"MessageBody\":\"hi\",\"QueueUrl\":\"http://h/1/q\",\"DelaySeconds\":5}";

        SendMessageRequest request = codec.decode(SqsOperations.SEND_MESSAGE, body.getBytes(UTF_8));

        assertThat(request).isEqualTo(new SendMessageRequest("http://h/1/q", "hi", 5, Map.of(), Map.of(), null, null));
    }

    @Test
    void emptyReceiveIsAnEmptyObject() {
        var out = new WireBytes();

        codec.encode(SqsOperations.RECEIVE_MESSAGE, new ReceiveMessageResponse(List.of()), out);

        assertThat(new String(out.array(), 0, out.length(), UTF_8)).isEqualTo("{}");
    }
}
