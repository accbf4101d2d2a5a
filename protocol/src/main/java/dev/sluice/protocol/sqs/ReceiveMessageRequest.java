package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ReceiveMessage. Absent lists are empty. The two lists of system attribute names count as their union. */
public record ReceiveMessageRequest(
        @Nullable String queueUrl,
        List<String> attributeNames,
        List<String> messageSystemAttributeNames,
        List<String> messageAttributeNames,
        @Nullable Integer maxNumberOfMessages,
        @Nullable Integer visibilityTimeout,
        @Nullable Integer waitTimeSeconds,
        @Nullable String receiveRequestAttemptId) {}
