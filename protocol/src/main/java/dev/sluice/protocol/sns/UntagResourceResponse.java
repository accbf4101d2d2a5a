package dev.sluice.protocol.sns;

/** Answer of UntagResource: an empty structure, unlike no structure at all. */
public record UntagResourceResponse() {}
