package dev.sluice.protocol.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publish, to exactly one of a topic, a target and a phone number. An absent map is empty. */
public record PublishRequest(
        @Nullable String topicArn,
        @Nullable String targetArn,
        @Nullable String phoneNumber,
        String message,
        @Nullable String subject,
        @Nullable String messageStructure,
        Map<String, MessageAttributeValue> messageAttributes,
        @Nullable String messageDeduplicationId,
        @Nullable String messageGroupId) {}
