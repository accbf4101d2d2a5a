package dev.sluice.protocol.sqs;

import java.util.List;

/** Answer of ChangeMessageVisibilityBatch. An empty list is left out on the wire. */
public record ChangeMessageVisibilityBatchResponse(
        List<BatchResultEntry> successful, List<BatchResultErrorEntry> failed) {}
