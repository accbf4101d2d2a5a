package dev.sluice.protocol.sqs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** TagQueue. An absent map is empty. */
public record TagQueueRequest(@Nullable String queueUrl, Map<String, String> tags) {}
