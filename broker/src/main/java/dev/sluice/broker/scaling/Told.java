package dev.sluice.broker.scaling;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What those who follow a queue's decisions were told of them last. What comes in between is never told: the latest is, once
 * it is time.
 *
 * @param desired workers
 * @param limits that bound
 * @param at epoch milliseconds; 0 for never
 */
public record Told(int desired, Set<Reason> limits, long at) {
    public static final Told NOTHING = new Told(0, Set.of(), 0);

    /** They are told no more often than that. */
    private static final long SPACING_MILLIS = 5_000;

    /** A change of the workers is worth telling from one in so many on. */
    private static final int SHARE = 10;

    /**
     * A decision that is worth telling.
     *
     * @param entered limits that bind now and did not when somebody was told last
     * @param left the other way round
     */
    public record News(Decision decision, Set<Reason> entered, Set<Reason> left) {}

    /** What there is to tell at this instant; null when nothing is worth it, or when they were told too lately. */
    public @Nullable News news(Decision latest, long now) {
        if (at != 0 && now - at < SPACING_MILLIS) return null;
        var news = new News(latest, without(latest.limits(), limits), without(limits, latest.limits()));
        boolean limitsChanged = !news.entered.isEmpty() || !news.left.isEmpty();
        return limitsChanged || isLarge(latest.desired()) ? news : null;
    }

    /** They were told this. */
    public Told after(News news, long now) {
        return new Told(news.decision.desired(), news.decision.limits(), now);
    }

    /** Between none and any at all every change is large. */
    private boolean isLarge(int workers) {
        long change = Math.abs((long) workers - desired);
        return change > 0 && change * SHARE >= desired;
    }

    private static Set<Reason> without(Set<Reason> some, Set<Reason> others) {
        var rest = EnumSet.noneOf(Reason.class);
        rest.addAll(some);
        rest.removeAll(others);
        return Collections.unmodifiableSet(rest);
    }
}
