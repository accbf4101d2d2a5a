package dev.sluice.protocol.sns;

import java.util.Map;

/** Answer of GetEndpointAttributes. */
public record GetEndpointAttributesResponse(Map<String, String> attributes) {}
