package dev.sluice.protocol.sns;

/** GetEndpointAttributes. */
public record GetEndpointAttributesRequest(String endpointArn) {}
