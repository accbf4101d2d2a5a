package dev.sluice.protocol.sns;

/** DeleteEndpoint. */
public record DeleteEndpointRequest(String endpointArn) {}
