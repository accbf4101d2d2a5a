package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListSubscriptions. */
public record ListSubscriptionsResponse(
        List<ListedSubscription> subscriptions, @Nullable String nextToken) {}
