package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListOriginationNumbers. */
public record ListOriginationNumbersRequest(
        @Nullable String nextToken, @Nullable Integer maxResults) {}
