package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SendMessage. Absent maps are empty. */
public record SendMessageRequest(
        @Nullable String queueUrl,
        @Nullable String messageBody,
        @Nullable Integer delaySeconds,
        Map<String, MessageAttributeValue> messageAttributes,
        Map<String, MessageAttributeValue> messageSystemAttributes,
        @Nullable String messageDeduplicationId,
        @Nullable String messageGroupId) {}
