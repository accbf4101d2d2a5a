package dev.sluice.protocol.sqs;

import java.util.List;

/** Answer of SendMessageBatch. An empty list is left out on the wire. */
public record SendMessageBatchResponse(
        List<SendMessageBatchResultEntry> successful, List<BatchResultErrorEntry> failed) {}
