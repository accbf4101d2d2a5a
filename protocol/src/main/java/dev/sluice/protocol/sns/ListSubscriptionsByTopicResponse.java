package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListSubscriptionsByTopic. */
public record ListSubscriptionsByTopicResponse(
        List<ListedSubscription> subscriptions, @Nullable String nextToken) {}
