package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListEndpointsByPlatformApplication. */
public record ListEndpointsByPlatformApplicationResponse(
        List<ListedEndpoint> endpoints, @Nullable String nextToken) {}
