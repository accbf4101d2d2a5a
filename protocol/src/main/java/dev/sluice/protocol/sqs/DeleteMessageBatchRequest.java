package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** DeleteMessageBatch. Entries are null when the member is absent. */
public record DeleteMessageBatchRequest(
        @Nullable String queueUrl, @Nullable List<DeleteMessageBatchRequestEntry> entries) {}
