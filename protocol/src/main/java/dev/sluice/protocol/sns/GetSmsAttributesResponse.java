package dev.sluice.protocol.sns;

import java.util.Map;

/** Answer of GetSMSAttributes. */
public record GetSmsAttributesResponse(Map<String, String> attributes) {}
