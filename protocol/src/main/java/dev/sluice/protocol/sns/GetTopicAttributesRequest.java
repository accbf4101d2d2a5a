package dev.sluice.protocol.sns;

/** GetTopicAttributes. */
public record GetTopicAttributesRequest(String topicArn) {}
