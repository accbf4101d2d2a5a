package dev.sluice.protocol.sns;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscribe. An absent map is empty. */
public record SubscribeRequest(
        String topicArn,
        String protocol,
        @Nullable String endpoint,
        Map<String, String> attributes,
        boolean returnSubscriptionArn) {}
