package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** UntagQueue. An absent list is empty. */
public record UntagQueueRequest(@Nullable String queueUrl, List<String> tagKeys) {}
