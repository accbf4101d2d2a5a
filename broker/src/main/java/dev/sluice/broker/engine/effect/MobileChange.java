package dev.sluice.broker.engine.effect;

/** A row about mobile telephones written or removed. */
public sealed interface MobileChange extends Change {

    record Put(MobileRow row) implements MobileChange {}

    /** Removes the row of that key, whatever else was in it; with an application its endpoints go by themselves. */
    record Remove(MobileRow row) implements MobileChange {}
}
