package dev.sluice.protocol.sqs;

import java.util.List;

/** Answer of DeleteMessageBatch. An empty list is left out on the wire. */
public record DeleteMessageBatchResponse(List<BatchResultEntry> successful, List<BatchResultErrorEntry> failed) {}
