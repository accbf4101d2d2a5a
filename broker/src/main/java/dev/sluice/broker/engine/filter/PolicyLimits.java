package dev.sluice.broker.engine.filter;

/** How much a filter policy may ask for; AWS's numbers. */
final class PolicyLimits {
    static final int BYTES = 256 * 1024;

    /** Keys with conditions, those in the branches of {@code $or} included. */
    static final int KEYS = 5;

    static final int COMBINATIONS = 150;

    /** In one key and those it is nested in, separated by dots or written so. Ours: AWS names none. */
    static final int NAMES = 256;

    /** In one wildcard pattern. */
    static final int STARS = 3;

    static final int WILDCARD_POINTS = 100;

    private PolicyLimits() {}
}
