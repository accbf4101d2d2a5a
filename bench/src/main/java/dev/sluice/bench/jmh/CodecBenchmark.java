package dev.sluice.bench.jmh;

import dev.sluice.protocol.sqs.MessageDigests;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
import dev.sluice.protocol.wire.FormParameters;
import dev.sluice.protocol.wire.JsonCodec;
import dev.sluice.protocol.wire.QueryCodec;
import dev.sluice.protocol.wire.SqsOperations;
import dev.sluice.protocol.wire.WireBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Requests and answers of 1 KiB messages, in both protocols. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    private static final String URL = "http://127.0.0.1:9324/000000000000/jobs";
    private static final String REQUEST_ID = "00000000-0000-0000-0000-000000000000";
    private static final String DIGEST = "0".repeat(32);

    private final JsonCodec json = new JsonCodec();
    private final QueryCodec query = new QueryCodec();
    private final WireBytes out = new WireBytes();
    private final byte[] body = Samples.body(1).getBytes(StandardCharsets.UTF_8);
    private final byte[] jsonSend = ascii("{\"QueueUrl\":\"" + URL + "\",\"MessageBody\":\"" + Samples.body(1) + "\"}");
    private final byte[] querySend =
            ascii("Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2F127.0.0.1%3A9324%2F000000000000%2Fjobs"
                    + "&MessageBody=" + Samples.body(1));
    private final SendMessageResponse sent = new SendMessageResponse(REQUEST_ID, DIGEST, null, null, null);
    private final ReceiveMessageResponse received = new ReceiveMessageResponse(tenMessages());

    @Benchmark
    public SendMessageRequest decodeJsonSend() {
        return json.decode(SqsOperations.SEND_MESSAGE, jsonSend);
    }

    @Benchmark
    public SendMessageRequest decodeQuerySend() {
        return query.decode(SqsOperations.SEND_MESSAGE, FormParameters.parse(null, querySend));
    }

    @Benchmark
    public int encodeJsonSent() {
        out.reset();
        json.encode(SqsOperations.SEND_MESSAGE, sent, out);
        return out.length();
    }

    @Benchmark
    public int encodeXmlSent() {
        out.reset();
        query.encode(SqsOperations.SEND_MESSAGE, sent, REQUEST_ID, out);
        return out.length();
    }

    /** Ten messages. */
    @Benchmark
    public int encodeJsonReceived() {
        out.reset();
        json.encode(SqsOperations.RECEIVE_MESSAGE, received, out);
        return out.length();
    }

    /** Ten messages. */
    @Benchmark
    public int encodeXmlReceived() {
        out.reset();
        query.encode(SqsOperations.RECEIVE_MESSAGE, received, REQUEST_ID, out);
        return out.length();
    }

    @Benchmark
    public String digestBody() {
        return MessageDigests.hex(MessageDigests.md5(body));
    }

    private static List<ReceivedMessage> tenMessages() {
        var messages = new ArrayList<ReceivedMessage>();
        for (int i = 0; i < 10; i++) {
            messages.add(
                    new ReceivedMessage(REQUEST_ID, "h".repeat(48), DIGEST, Samples.body(i), Map.of(), null, Map.of()));
        }
        return messages;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
