package dev.sluice.broker.scaling.simulation;

import dev.sluice.broker.scaling.Snapshot;

/** Who says how many workers there should be. Asked once a second of virtual time, in order. */
public interface Autoscaler {

    /** @param workers there are now, starting ones among them */
    int workers(Snapshot seen, int workers);
}
