package dev.sluice.broker.api;

import dev.sluice.protocol.wire.FormParameters;

/** A service that speaks Query on the port of SQS. Called on one event loop. */
public interface QueryService {

    /**
     * Answers the call.
     *
     * @param action the request's {@code Action}; empty when it has none
     */
    void handle(Call call, String action, FormParameters parameters);
}
