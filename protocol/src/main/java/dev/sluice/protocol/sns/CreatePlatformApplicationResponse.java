package dev.sluice.protocol.sns;

/** Answer of CreatePlatformApplication. */
public record CreatePlatformApplicationResponse(String platformApplicationArn) {}
