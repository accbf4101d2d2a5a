package dev.sluice.broker.scaling;

import dev.sluice.broker.model.Consumers;

/**
 * How many messages one worker has in hand at once, as far as it was seen; remembered for when there are no workers. Prefetched
 * messages count, and lengthen the time each is held by as much, so that what follows for the workers needed is the same.
 *
 * @param announced by consumers that said so last; 0 for none yet
 * @param held messages in flight while others waited, added up over seconds, fading
 * @param active consumers meanwhile, likewise
 */
record Hands(double announced, double held, double active) {
    static final Hands UNSEEN = new Hands(0, 0, 0);

    Hands seen(Snapshot now, double seconds, double keeps) {
        Consumers consumers = now.consumers();
        double latest = consumers.announced() > 0 ? consumers.announced() : announced;
        if (now.visible() == 0 || consumers.active() == 0) return new Hands(latest, held, active);
        return new Hands(
                latest, held * keeps + now.inFlight() * seconds, active * keeps + consumers.active() * seconds);
    }

    /** What they say themselves goes before what the policy expects, as it does with all that is measured. */
    double each(ScalingPolicy policy) {
        if (announced > 0) return announced;
        if (!policy.measuresConcurrency()) return policy.concurrencyPerWorker();
        return active > 0 ? Math.max(1, held / active) : 1;
    }
}
