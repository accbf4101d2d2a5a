package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** SendMessageBatch. Entries are null when the member is absent, which is another error than an empty list. */
public record SendMessageBatchRequest(
        @Nullable String queueUrl, @Nullable List<SendMessageBatchRequestEntry> entries) {}
