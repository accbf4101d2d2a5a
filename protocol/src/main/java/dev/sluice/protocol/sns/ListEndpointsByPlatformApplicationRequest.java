package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListEndpointsByPlatformApplication. */
public record ListEndpointsByPlatformApplicationRequest(
        String platformApplicationArn, @Nullable String nextToken) {}
