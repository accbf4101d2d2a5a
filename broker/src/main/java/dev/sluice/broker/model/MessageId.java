package dev.sluice.broker.model;

import java.util.UUID;

/** The id the client sees, a random UUID made at the edge. */
public record MessageId(long high, long low) {

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
