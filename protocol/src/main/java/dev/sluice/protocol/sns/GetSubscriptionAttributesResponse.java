package dev.sluice.protocol.sns;

import java.util.Map;

/** Answer of GetSubscriptionAttributes. */
public record GetSubscriptionAttributesResponse(Map<String, String> attributes) {}
