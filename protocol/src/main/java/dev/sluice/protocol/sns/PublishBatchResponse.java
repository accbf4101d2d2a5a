package dev.sluice.protocol.sns;

import java.util.List;

/** Answer of PublishBatch. Both lists are written even when they are empty. */
public record PublishBatchResponse(List<PublishBatchResultEntry> successful, List<BatchResultErrorEntry> failed) {}
