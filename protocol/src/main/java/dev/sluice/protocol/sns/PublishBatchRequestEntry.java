package dev.sluice.protocol.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message of a batch. */
public record PublishBatchRequestEntry(
        String id,
        String message,
        @Nullable String subject,
        @Nullable String messageStructure,
        Map<String, MessageAttributeValue> messageAttributes,
        @Nullable String messageDeduplicationId,
        @Nullable String messageGroupId) {}
