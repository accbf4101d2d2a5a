package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.EndpointId;

/**
 * A mobile endpoint, as stored.
 *
 * @param token what the push service knows the app on the device by
 * @param enabled whether messages are taken for it
 * @param userData what the application wants to remember of it; empty for nothing
 * @param createdAt epoch milliseconds
 */
public record EndpointRecord(EndpointId id, String token, boolean enabled, String userData, long createdAt)
        implements MobileRow {}
