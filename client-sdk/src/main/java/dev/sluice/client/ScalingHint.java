package dev.sluice.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many workers a queue needs, by Sluice's own measurements, and what that follows from.
 *
 * <pre>{@code
 * ScalingHint hint = queue.scalingHint();
 * if (!hint.status().equals("stale")) System.out.println(hint.desired() + " workers, because: " + hint.reason());
 * }</pre>
 *
 * @param queue its name
 * @param index the number of this decision; larger for later ones, and the same while nothing changed
 * @param observedAt when the broker looked, to the millisecond, by its clock
 * @param status {@code ok}; {@code learning} while too few messages were completed to know how long one takes; {@code stale}
 *     when {@code observedAt} is more than ten seconds ago
 * @param desired workers, 0 or more
 * @param active whether the queue has work, or had so a moment ago: what to start a first worker by
 * @param reason the one thing that decides, such as {@code sized}, {@code at-max}, {@code idle}; later servers may know more
 * @param limits all that bind, in the same words
 * @param available messages that can be received now
 * @param inFlight messages received, hidden and not deleted
 * @param delayed messages sent with a delay that is not over
 * @param suspects of those available and in flight, messages that were received suspiciously often
 * @param oldestAge of the message that has waited longest
 * @param arrivalsPerSecond messages sent
 * @param completionsPerSecond messages deleted
 * @param serviceTime how long a worker has a message, on average; null while that is unknown
 * @param timeToDrain until nothing is available any more, with the workers there are; null when that will never be
 */
public record ScalingHint(
        String queue,
        long index,
        Instant observedAt,
        String status,
        int desired,
        boolean active,
        String reason,
        List<String> limits,
        long available,
        long inFlight,
        long delayed,
        long suspects,
        Duration oldestAge,
        double arrivalsPerSecond,
        double completionsPerSecond,
        @Nullable Duration serviceTime,
        @Nullable Duration timeToDrain) {

    public ScalingHint {
        limits = List.copyOf(limits);
    }
}
