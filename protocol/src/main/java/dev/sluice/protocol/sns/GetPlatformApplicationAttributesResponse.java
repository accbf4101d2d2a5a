package dev.sluice.protocol.sns;

import java.util.Map;

/** Answer of GetPlatformApplicationAttributes. */
public record GetPlatformApplicationAttributesResponse(Map<String, String> attributes) {}
