package dev.sluice.broker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.api.ReceivedInFull;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import dev.sluice.protocol.sqs.MessageDigests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SqsEventTest {
    private static final QueueId QUEUE = new QueueId("123456789012", "us-east-2", "jobs");
    private static final QueueId FIFO = new QueueId("123456789012", "us-east-2", "jobs.fifo");

    private final ReceivedInFull words = new ReceivedInFull(new byte[16]);

    @Test
    void messageHasAllThatLambdaTells() {
        var attributes = List.of(
                new MessageAttribute("size", "Number.int", "7".getBytes(UTF_8)),
                new MessageAttribute("raw", "Binary", new byte[] {0, -1}));
        Delivery delivery = delivery(message("héllo \"x\"\u0001", attributes, null, null));

        String event = new String(SqsEvent.of(QUEUE, List.of(words.worded(delivery, false))), UTF_8);

        assertThat(event)
                .isEqualTo(
                        "{\"Records\":[{\"messageId\":\"" + delivery.message().id() + "\",\"receiptHandle\":\""
                                + handle(delivery)
                                + "\",\"body\":\"héllo \\\"x\\\"\\u0001\",\"attributes\":{\"SenderId\":\"AIDA\","
                                + "\"SentTimestamp\":\"1500\",\"ApproximateReceiveCount\":\"2\","
                                + "\"ApproximateFirstReceiveTimestamp\":\"1600\",\"AWSTraceHeader\":\"Root=1\"},"
                                + "\"messageAttributes\":{"
                                + "\"size\":{\"stringValue\":\"7\",\"stringListValues\":[],\"binaryListValues\":[],"
                                + "\"dataType\":\"Number.int\"},"
                                + "\"raw\":{\"binaryValue\":\"AP8=\",\"stringListValues\":[],\"binaryListValues\":[],"
                                + "\"dataType\":\"Binary\"}},"
                                + "\"md5OfMessageAttributes\":\""
                                + words.worded(delivery, false).md5OfMessageAttributes() + "\","
                                + "\"md5OfBody\":\""
                                + MessageDigests.hex(delivery.message().bodyMd5())
                                + "\",\"eventSource\":\"aws:sqs\","
                                + "\"eventSourceARN\":\"arn:aws:sqs:us-east-2:123456789012:jobs\",\"awsRegion\":\"us-east-2\"}]}");
    }

    @Test
    void messageOfAFifoQueueHasItsGroupAndItsPlace() {
        Delivery delivery = delivery(message("x", List.of(), "g", "d"));

        String event = new String(SqsEvent.of(FIFO, List.of(words.worded(delivery, true))), UTF_8);

        assertThat(event)
                .contains("\"MessageGroupId\":\"g\"", "\"MessageDeduplicationId\":\"d\"", "\"SequenceNumber\":\"")
                .contains("\"messageAttributes\":{},\"md5OfBody\"")
                .contains("arn:aws:sqs:us-east-2:123456789012:jobs.fifo");
    }

    @Test
    void recordsStandInTheirOrder() {
        var first = words.worded(delivery(message("first", List.of(), null, null)), false);
        var second = words.worded(delivery(message("second", List.of(), null, null)), false);

        assertThat(new String(SqsEvent.of(QUEUE, List.of(first, second)), UTF_8))
                .containsSubsequence("first", "second");
        assertThat(new String(SqsEvent.of(QUEUE, List.of()), UTF_8)).isEqualTo("{\"Records\":[]}");
    }

    private String handle(Delivery delivery) {
        return words.worded(delivery, false).receiptHandle();
    }

    private static Delivery delivery(Message message) {
        return new Delivery(new ReceiptHandle(1, Position.available(5), 9), 1_500, 1_600, 2, message);
    }

    private static Message message(
            String body, List<MessageAttribute> attributes, @Nullable String group, @Nullable String deduplication) {
        byte[] bytes = body.getBytes(UTF_8);
        return new Message(
                new MessageId(3, 4),
                bytes,
                MessageDigests.md5(bytes),
                attributes,
                group,
                deduplication,
                "Root=1",
                "AIDA");
    }
}
