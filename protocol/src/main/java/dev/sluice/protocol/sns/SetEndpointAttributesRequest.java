package dev.sluice.protocol.sns;

import java.util.Map;

/** SetEndpointAttributes. */
public record SetEndpointAttributesRequest(String endpointArn, Map<String, String> attributes) {}
