package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** ChangeMessageVisibilityBatch. Entries are null when the member is absent. */
public record ChangeMessageVisibilityBatchRequest(
        @Nullable String queueUrl, @Nullable List<ChangeMessageVisibilityBatchRequestEntry> entries) {}
