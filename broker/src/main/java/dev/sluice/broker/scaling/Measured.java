package dev.sluice.broker.scaling;

import dev.sluice.broker.scaling.Snapshot.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a queue's counters have told so far.
 *
 * <p>The arrival rate is the lower median of the last eight slots of 15 s, so that a burst counts as backlog, which it
 * is, and not as a rate as well: a moving average would count it twice and leave a rate behind that is never zero.
 *
 * <p>The time a message is held is, by Little's law, the time all were held over the number completed, and what is still
 * being held belongs to it: else long jobs would be underestimated for as long as only short ones have ended.
 *
 * @param slots the latest first, eight at most
 * @param slotStartedAt epoch milliseconds
 * @param slotStart the counters then
 * @param latest the counters last seen, or null when the next seen are a new beginning
 * @param at when that was, epoch milliseconds
 * @param heldSeconds by completed messages, fading
 * @param idleSeconds for which these lay with their consumers beside that, fading likewise
 * @param completed messages, fading likewise
 * @param samples completed messages, not fading
 * @param pace of the latest
 * @param hands of one worker
 */
public record Measured(
        List<Slot> slots,
        long slotStartedAt,
        Counters slotStart,
        @Nullable Counters latest,
        long at,
        double heldSeconds,
        double idleSeconds,
        double completed,
        long samples,
        Pace pace,
        Hands hands) {

    public static final Measured NOTHING =
            new Measured(List.of(), 0, Counters.NONE, null, 0, 0, 0, 0, 0, Pace.NONE, Hands.UNSEEN);

    static final long SLOT_MILLIS = 15_000;
    static final int SLOTS = 8;
    private static final Slot NO_EVENTS = new Slot(0, 0, 0);

    /** From so many completed messages on the time they were held is known. */
    private static final int ENOUGH_SAMPLES = 5;

    /** What was learnt fades with this time constant, while there is work: an idle queue forgets nothing. */
    private static final double MEMORY_SECONDS = 900;

    /** One slot: what came, what was completed, what came back. Fractions come from spreading over missed slots. */
    public record Slot(double arrivals, double completions, double failures) {}

    public Measured {
        slots = List.copyOf(slots);
    }

    /** What is known after one more look. Looks may be at any distance. */
    public Measured seen(Snapshot now) {
        Counters counters = now.counters();
        if (latest == null) {
            Pace begun = pace.restarted(counters, now.at());
            return new Measured(
                    slots,
                    now.at(),
                    counters,
                    counters,
                    now.at(),
                    heldSeconds,
                    idleSeconds,
                    completed,
                    samples,
                    begun,
                    hands);
        }
        long ended = counters.completions() - latest.completions();
        boolean busy = ended > 0 || now.inFlight() > 0;
        double keeps = busy ? Math.exp(-seconds(now.at() - at) / MEMORY_SECONDS) : 1;
        double held = heldSeconds * keeps + counters.heldSeconds() - latest.heldSeconds();
        double idle = idleSeconds * keeps + counters.idleSeconds() - latest.idleSeconds();
        double done = completed * keeps + ended;

        long slotMillis = now.at() - slotStartedAt;
        boolean full = slotMillis >= SLOT_MILLIS;
        return new Measured(
                full ? slotsAfter(counters, slotMillis) : slots,
                full ? now.at() : slotStartedAt,
                full ? counters : slotStart,
                counters,
                now.at(),
                held,
                idle,
                done,
                samples + ended,
                pace.seen(counters, now.at()),
                hands.seen(now, seconds(now.at() - at), keeps));
    }

    /** The same, to go on with counters that begin anew. */
    public Measured restarted() {
        return new Measured(
                slots, slotStartedAt, slotStart, null, at, heldSeconds, idleSeconds, completed, samples, pace, hands);
    }

    /** The same, to go on with counters that began anew with these. */
    public Measured restarted(Counters begin, long now) {
        Pace begun = pace.restarted(begin, now);
        return new Measured(slots, now, begin, begin, now, heldSeconds, idleSeconds, completed, samples, begun, hands);
    }

    private List<Slot> slotsAfter(Counters counters, long millis) {
        int count = (int) Math.min(SLOTS, millis / SLOT_MILLIS);
        double share = (double) SLOT_MILLIS / millis;
        var slot = new Slot(
                (counters.arrivals() - slotStart.arrivals()) * share,
                (counters.completions() - slotStart.completions()) * share,
                (counters.failures() - slotStart.failures()) * share);
        var after = new ArrayList<Slot>(SLOTS);
        for (int i = 0; i < count; i++) after.add(slot);
        for (Slot earlier : slots) if (after.size() < SLOTS) after.add(earlier);
        return after;
    }

    /** Nothing came, was completed or came back lately. */
    public boolean isQuiet() {
        boolean begun = latest != null && !latest.equals(slotStart);
        return !begun && slots.stream().allMatch(slot -> slot.equals(NO_EVENTS));
    }

    /** Messages a second. */
    public double arrivalRate() {
        if (slots.size() <= SLOTS / 2) return 0; // the others were empty as far as we know
        var counts = new double[SLOTS];
        for (int i = 0; i < slots.size(); i++) counts[i] = slots.get(i).arrivals();
        Arrays.sort(counts);
        return counts[SLOTS / 2 - 1] / seconds(SLOT_MILLIS);
    }

    /** Messages a second, on average over the slots. */
    public double completionRate() {
        double sum = 0;
        for (Slot slot : slots) sum += slot.completions();
        return slots.isEmpty() ? 0 : sum / (slots.size() * seconds(SLOT_MILLIS));
    }

    /** Receives that ended with a deletion, over the slots and the one begun. */
    public double recentCompletions() {
        double sum = latest == null ? 0 : latest.completions() - slotStart.completions();
        for (Slot slot : slots) sum += slot.completions();
        return sum;
    }

    /** Receives that ended without, likewise. */
    public double recentFailures() {
        double sum = latest == null ? 0 : latest.failures() - slotStart.failures();
        for (Slot slot : slots) sum += slot.failures();
        return sum;
    }

    /** Whether enough was completed to know how long a message is held. */
    public boolean isTimed() {
        return samples >= ENOUGH_SAMPLES && completed > 0;
    }

    /**
     * How long a message is held, when {@link #isTimed}. What is in flight says something new only once it has been held
     * for longer than usual; before, hundreds of young messages would raise the estimate though nothing has changed.
     */
    public double serviceSeconds(Snapshot now) {
        double usual = heldSeconds / completed;
        double usuallyHeld = (heldSeconds + idleSeconds) / completed;
        boolean unusual = now.inFlight() > 0 && now.openSeconds() / now.inFlight() > usuallyHeld;
        return unusual ? (heldSeconds + now.openSeconds()) / completed : usual;
    }

    /** What it is at least, from the little there is: ten jobs of ten minutes show themselves before the first ends. */
    public double leastServiceSeconds(Snapshot now) {
        return (heldSeconds + now.openSeconds()) / (completed + 1);
    }

    /** What was measured before, of which not all is known. */
    public static Measured recalled(
            List<Slot> slots,
            double heldSeconds,
            double idleSeconds,
            double completed,
            long samples,
            double concurrency) {
        Hands hands = new Hands(concurrency, 0, 0);
        return new Measured(
                slots, 0, Counters.NONE, null, 0, heldSeconds, idleSeconds, completed, samples, Pace.NONE, hands);
    }

    /** Messages that one worker has in hand at once, as workers said themselves; 0 when none did. */
    public double announcedConcurrency() {
        return hands.announced();
    }

    private static double seconds(long millis) {
        return millis / 1000.0;
    }
}
