package dev.sluice.broker.api;

import org.jspecify.annotations.Nullable;

/**
 * Who asks, and where: what a request's credentials say.
 *
 * @param account twelve decimal digits
 * @param accessKey null when the request carries no credentials
 */
public record Caller(
        String account, String region, @Nullable String accessKey) {}
