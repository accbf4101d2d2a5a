package dev.sluice.broker.api;

/** Takes whole requests. Called on the connection's event loop; must not block. */
public interface Endpoint {

    /** Answers the call, now or later, by exactly one {@link Call#respond}. */
    void handle(Call call);
}
