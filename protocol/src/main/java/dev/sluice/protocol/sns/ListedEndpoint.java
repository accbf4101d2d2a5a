package dev.sluice.protocol.sns;

import java.util.Map;

/** One endpoint of a listing. */
public record ListedEndpoint(String endpointArn, Map<String, String> attributes) {}
