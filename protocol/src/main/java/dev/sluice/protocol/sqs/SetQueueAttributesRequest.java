package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** SetQueueAttributes. An absent map is empty. */
public record SetQueueAttributesRequest(@Nullable String queueUrl, Map<String, String> attributes) {}
