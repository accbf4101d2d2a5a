package dev.sluice.protocol.sns;

/** Answer of CreateTopic. */
public record CreateTopicResponse(String topicArn) {}
