package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** Answer of Publish. Only FIFO topics number it. */
public record PublishResponse(String messageId, @Nullable String sequenceNumber) {}
