package dev.sluice.protocol.sns;

import java.util.Map;

/** SetSMSAttributes. */
public record SetSmsAttributesRequest(Map<String, String> attributes) {}
