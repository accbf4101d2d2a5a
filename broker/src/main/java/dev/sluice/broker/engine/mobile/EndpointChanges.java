package dev.sluice.broker.engine.mobile;

import org.jspecify.annotations.Nullable;

/**
 * What is to be different of an endpoint; null leaves as it is.
 *
 * @param userData empty for none
 */
public record EndpointChanges(
        @Nullable String token,
        @Nullable Boolean enabled,
        @Nullable String userData) {}
