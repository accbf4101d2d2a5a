package dev.sluice.protocol.sns;

import java.util.Map;

/** One application of a listing; its attributes lack the secrets. */
public record ListedPlatformApplication(String platformApplicationArn, Map<String, String> attributes) {}
