package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.AttributeValue;
import dev.sluice.client.MessageCodec;
import dev.sluice.client.Received;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void copyHasAllThatTheMessageHadAndTheReason() {
        var message = received("body", 1, Map.of("MessageGroupId", "g", "AWSTraceHeader", "Root=1"));

        var copy = DeadLetters.copyOf(message, "too old", false);

        assertThat(copy.body()).isEqualTo("body");
        assertThat(copy.group()).isEqualTo("g");
        assertThat(copy.traceHeader()).isEqualTo("Root=1");
        assertThat(copy.deduplicationId()).isNull();
        assertThat(copy.idempotencyToken()).isEqualTo("id");
        assertThat(copy.attributes())
                .isEqualTo(Map.of("a0", AttributeValue.text("0"), "DeadLetterReason", AttributeValue.text("too old")));
    }

    @Test
    void copyForAFifoQueueIsDeduplicatedByTheIdOfTheMessage() {
        var message = received("body", 0, Map.of("MessageGroupId", "g"));

        assertThat(DeadLetters.copyOf(message, "why", true).deduplicationId()).isEqualTo("id");
    }

    @Test
    void copyGoesWithoutReasonWhereThereIsNoRoomForIt() {
        assertThat(DeadLetters.copyOf(received("body", 10, Map.of()), "why", false)
                        .attributes())
                .hasSize(10)
                .doesNotContainKey(DeadLetters.REASON);
        assertThat(DeadLetters.copyOf(received("b".repeat(1 << 20), 0, Map.of()), "why", false)
                        .attributes())
                .isEmpty();
        assertThat(DeadLetters.copyOf(received("body", 0, Map.of()), "", false).attributes())
                .isEmpty();
    }

    @Test
    void reasonIsCutAndHasOnlyCharactersThatCanBeSent() {
        var copy = DeadLetters.copyOf(received("body", 0, Map.of()), "a\0b\uD800" + "😀".repeat(1_000), false);

        assertThat(copy.attributes().get(DeadLetters.REASON)).isEqualTo(AttributeValue.text("a?b?" + "😀".repeat(996)));
    }

    @Test
    void findsTheQueueInAPolicy() {
        assertThat(DeadLetters.arn("{\"maxReceiveCount\":\"4\",\"deadLetterTargetArn\":\"arn:aws:sqs:r:1:dlq\"}"))
                .isEqualTo("arn:aws:sqs:r:1:dlq");
        assertThat(DeadLetters.arn("{}")).isNull();
    }

    private static Received<String> received(String body, int attributes, Map<String, String> system) {
        var some = new LinkedHashMap<String, MessageAttributeValue>();
        for (int i = 0; i < attributes; i++)
            some.put("a" + i, new MessageAttributeValue("String", String.valueOf(i), null, false));
        var wire = new ReceivedMessage("id", "receipt", "", body, system, "", some);
        return new dev.sluice.client.internal.ReceivedMessage<>(wire, MessageCodec.text());
    }
}
