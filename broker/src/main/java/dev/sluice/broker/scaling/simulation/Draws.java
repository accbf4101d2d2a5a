package dev.sluice.broker.scaling.simulation;

/** Chance that comes as data: the numbers that SplitMix64 makes of a seed. */
final class Draws {
    private long state;

    Draws(long seed) {
        state = seed;
    }

    /** From 0 to below 1. */
    double next() {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }

    int below(int bound) {
        return (int) (next() * bound);
    }
}
