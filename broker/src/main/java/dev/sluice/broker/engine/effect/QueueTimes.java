package dev.sluice.broker.engine.effect;

/**
 * How long messages of a queue took, since the start of the broker or the latest purge.
 *
 * @param waits from sending to the first receive
 * @param holds from the last receive to deletion
 * @param sojourns from sending to deletion
 */
public record QueueTimes(Durations waits, Durations holds, Durations sojourns) {
    public static final QueueTimes NONE = new QueueTimes(Durations.NONE, Durations.NONE, Durations.NONE);

    public QueueTimes plus(QueueTimes other) {
        return new QueueTimes(waits.plus(other.waits), holds.plus(other.holds), sojourns.plus(other.sojourns));
    }
}
