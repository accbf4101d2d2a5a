package dev.sluice.client.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.Outgoing;
import dev.sluice.client.Received;
import dev.sluice.client.SendResult;
import dev.sluice.client.internal.Calls.Repeat;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.wire.SqsOperations;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Copies messages of a queue to its dead-letter queue. Its policy is asked for each time, as it may change, and as this ought to
 * be rare. Any thread.
 */
final class DeadLetters {
    static final String REASON = "DeadLetterReason";

    private static final int LONGEST_REASON = 1_000;
    private static final int MOST_ATTRIBUTES = 10;
    private static final int MOST_BYTES = 1 << 20;
    private static final JsonFactory JSON = new JsonFactory();

    private final Calls calls;
    private final Calls hints;
    private final ClientOptions options;
    private final Supplier<CompletableFuture<Map<String, String>>> attributes;
    private volatile @Nullable Target latest;

    private record Target(String arn, HttpQueueClient<String> queue) {}

    /** @param attributes of the queue whose messages are copied */
    DeadLetters(
            Calls calls,
            Calls hints,
            ClientOptions options,
            Supplier<CompletableFuture<Map<String, String>>> attributes) {
        this.calls = calls;
        this.hints = hints;
        this.options = options.withoutInterceptors(); // it goes on as it came
        this.attributes = attributes;
    }

    /** Fails when there is no dead-letter queue, or the copy could not be stored. */
    CompletableFuture<SendResult> copy(Received<?> message, String why) {
        var queue = Futures.then(attributes.get(), known -> target(known.get("RedrivePolicy")));
        return Futures.then(queue, target -> target.sendAsync(copyOf(message, why, target.isFifo())));
    }

    private CompletableFuture<HttpQueueClient<String>> target(@Nullable String policy) {
        String arn = policy == null ? null : arn(policy);
        String[] parts = arn == null ? new String[0] : arn.split(":", -1);
        if (arn == null || parts.length != 6) {
            return CompletableFuture.failedFuture(new IllegalStateException("the queue has no redrive policy"));
        }
        Target known = latest;
        if (known != null && known.arn.equals(arn)) return CompletableFuture.completedFuture(known.queue);
        var url = calls.call(SqsOperations.GET_QUEUE_URL, new GetQueueUrlRequest(parts[5], parts[4]), Repeat.HARMLESS);
        return Futures.map(url, answer -> {
            var found = new HttpQueueClient<>(
                    calls, hints, options, answer.queueUrl(), MessageCodec.text(), difference -> {});
            latest = new Target(arn, found);
            return found;
        });
    }

    static @Nullable String arn(String policy) {
        try (var parser = JSON.createParser(policy)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && "deadLetterTargetArn".equals(parser.currentName())) {
                    return parser.nextTextValue();
                }
            }
            return null;
        } catch (IOException e) {
            throw new IllegalStateException("the redrive policy is no JSON: " + policy, e);
        }
    }

    /** The queue takes it once in five minutes, as its deduplication id, or its token, is the original's id. */
    static Outgoing<String> copyOf(Received<?> message, String why, boolean fifo) {
        Outgoing<String> copy = Outgoing.of(message.text());
        for (var attribute : message.attributes().entrySet()) {
            copy = copy.attribute(attribute.getKey(), attribute.getValue());
        }
        String group = message.group();
        if (group != null) copy = copy.group(group);
        copy = fifo ? copy.deduplicationId(message.id()) : copy.idempotencyToken(message.id());
        String traceHeader = message.systemAttributes().get("AWSTraceHeader");
        if (traceHeader != null) copy = copy.traceHeader(traceHeader);
        return withReason(copy, why);
    }

    private static Outgoing<String> withReason(Outgoing<String> copy, String why) {
        String reason = storable(why);
        if (reason.isEmpty()) return copy; // no attribute may be
        Outgoing<String> with = copy.attribute(REASON, reason);
        int bytes = with.body().getBytes(UTF_8).length + SendBuffer.sizeOf(with.attributes());
        return with.attributes().size() <= MOST_ATTRIBUTES && bytes <= MOST_BYTES ? with : copy;
    }

    /** SQS takes no more characters than XML does. */
    private static String storable(String why) {
        return why.codePoints()
                .limit(LONGEST_REASON)
                .map(point -> isStorable(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isStorable(int point) {
        if (point < 0x20) return point == '\t' || point == '\n' || point == '\r';
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}
