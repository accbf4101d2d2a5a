package dev.sluice.protocol.sns;

import java.util.Map;

/** CreatePlatformApplication. */
public record CreatePlatformApplicationRequest(String name, String platform, Map<String, String> attributes) {}
