package dev.sluice.protocol.sns;

/** DeletePlatformApplication. */
public record DeletePlatformApplicationRequest(String platformApplicationArn) {}
