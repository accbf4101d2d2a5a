package dev.sluice.broker.model;

import java.util.UUID;

/** The id the client sees, a random UUID made at the edge. */
public record MessageId(long high, long low) {

    /** The id of a copy: a random UUID by its looks, but a function of this one and the copy's number. */
    public MessageId ofCopy(long number) {
        long copyHigh = mixed(high + number * 0x9E3779B97F4A7C15L);
        long copyLow = mixed(low ^ number);
        return new MessageId((copyHigh & ~0xF000L) | 0x4000L, (copyLow & ~(3L << 62)) | (2L << 62));
    }

    /** The finisher of SplitMix64, which maps no two numbers to one. */
    private static long mixed(long number) {
        long mixed = (number ^ (number >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
