package dev.sluice.broker.model;

/**
 * Who receives from a queue.
 *
 * @param active have messages in hand, as far as can be seen
 * @param idle found nothing the last time they looked
 * @param draining finish what they have and take no more
 * @param announced messages that one of them has in hand at once at most, by their own account; 0 when none says so
 */
public record Consumers(long active, long idle, long draining, double announced) {
    public static final Consumers NONE = new Consumers(0, 0, 0, 0);

    /** Those that take messages. */
    public long present() {
        return active + idle;
    }
}
