package dev.sluice.protocol.sns;

/** GetPlatformApplicationAttributes. */
public record GetPlatformApplicationAttributesRequest(String platformApplicationArn) {}
