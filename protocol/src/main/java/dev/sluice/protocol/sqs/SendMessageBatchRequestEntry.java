package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of a SendMessageBatch. Absent maps are empty. */
public record SendMessageBatchRequestEntry(
        @Nullable String id,
        @Nullable String messageBody,
        @Nullable Integer delaySeconds,
        Map<String, MessageAttributeValue> messageAttributes,
        Map<String, MessageAttributeValue> messageSystemAttributes,
        @Nullable String messageDeduplicationId,
        @Nullable String messageGroupId) {}
