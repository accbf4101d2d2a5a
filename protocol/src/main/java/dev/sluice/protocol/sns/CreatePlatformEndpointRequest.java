package dev.sluice.protocol.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreatePlatformEndpoint. An absent map is empty. */
public record CreatePlatformEndpointRequest(
        String platformApplicationArn,
        String token,
        @Nullable String customUserData,
        Map<String, String> attributes) {}
