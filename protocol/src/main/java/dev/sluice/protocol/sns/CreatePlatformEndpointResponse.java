package dev.sluice.protocol.sns;

/** Answer of CreatePlatformEndpoint. */
public record CreatePlatformEndpointResponse(String endpointArn) {}
