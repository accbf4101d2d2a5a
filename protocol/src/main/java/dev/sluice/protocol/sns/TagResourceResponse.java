package dev.sluice.protocol.sns;

/** Answer of TagResource: an empty structure, unlike no structure at all. */
public record TagResourceResponse() {}
