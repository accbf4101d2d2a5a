package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreateQueue. Absent maps are empty. */
public record CreateQueueRequest(
        @Nullable String queueName, Map<String, String> attributes, Map<String, String> tags) {}
