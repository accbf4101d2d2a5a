package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListDeadLetterSourceQueues. An empty list is left out on the wire. */
public record ListDeadLetterSourceQueuesResponse(
        List<String> queueUrls, @Nullable String nextToken) {}
