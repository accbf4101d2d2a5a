package dev.sluice.protocol.sns;

import java.util.List;

/** GetSMSAttributes. No names mean all attributes. */
public record GetSmsAttributesRequest(List<String> attributes) {}
