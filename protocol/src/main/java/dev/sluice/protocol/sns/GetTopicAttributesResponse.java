package dev.sluice.protocol.sns;

import java.util.Map;

/** Answer of GetTopicAttributes. */
public record GetTopicAttributesResponse(Map<String, String> attributes) {}
