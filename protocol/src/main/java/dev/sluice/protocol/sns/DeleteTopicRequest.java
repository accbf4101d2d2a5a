package dev.sluice.protocol.sns;

/** DeleteTopic. */
public record DeleteTopicRequest(String topicArn) {}
