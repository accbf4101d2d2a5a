package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GetQueueAttributes. An absent list is empty. */
public record GetQueueAttributesRequest(@Nullable String queueUrl, List<String> attributeNames) {}
