package dev.sluice.protocol.sns;

/** ListTagsForResource. */
public record ListTagsForResourceRequest(String resourceArn) {}
