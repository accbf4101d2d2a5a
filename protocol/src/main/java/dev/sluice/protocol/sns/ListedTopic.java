package dev.sluice.protocol.sns;

/** One topic of a listing. */
public record ListedTopic(String topicArn) {}
