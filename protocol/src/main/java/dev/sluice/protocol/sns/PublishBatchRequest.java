package dev.sluice.protocol.sns;

import java.util.List;

/** PublishBatch. An absent list is an empty one, which is a fault of its own. */
public record PublishBatchRequest(String topicArn, List<PublishBatchRequestEntry> entries) {}
