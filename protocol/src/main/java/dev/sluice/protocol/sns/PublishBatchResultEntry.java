package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** What became of one accepted message of a batch. Only FIFO topics number it. */
public record PublishBatchResultEntry(
        String id, String messageId, @Nullable String sequenceNumber) {}
