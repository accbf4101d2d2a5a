package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListTopics. */
public record ListTopicsResponse(
        List<ListedTopic> topics, @Nullable String nextToken) {}
