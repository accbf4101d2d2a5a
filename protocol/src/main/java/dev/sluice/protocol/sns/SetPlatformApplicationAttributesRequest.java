package dev.sluice.protocol.sns;

import java.util.Map;

/** SetPlatformApplicationAttributes. */
public record SetPlatformApplicationAttributesRequest(String platformApplicationArn, Map<String, String> attributes) {}
