package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListSubscriptionsByTopic. */
public record ListSubscriptionsByTopicRequest(
        String topicArn, @Nullable String nextToken) {}
