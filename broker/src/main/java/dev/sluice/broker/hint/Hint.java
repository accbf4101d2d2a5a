package dev.sluice.broker.hint;

import dev.sluice.broker.scaling.Decision;
import dev.sluice.broker.scaling.Need;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.Reason;
import dev.sluice.broker.scaling.Scaling;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.ScalingState;
import dev.sluice.broker.scaling.Told;
import dev.sluice.broker.scaling.Told.News;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many workers one queue, or one group of queues, should have; and who waits to hear that it changed. */
public abstract class Hint {
    private static final long DECIDE_MILLIS = 5_000;

    private Map<PolicyField, String> put = Map.of();
    private @Nullable Pin pin;
    private ScalingState state = ScalingState.START;
    private @Nullable Decision last;
    private long decidedAt;
    private final Map<Reason, Long> grew = new EnumMap<>(Reason.class);
    private final Map<Reason, Long> shrank = new EnumMap<>(Reason.class);
    private List<Runnable> waiting = new ArrayList<>();
    private Told told = Told.NOTHING;
    private boolean telling;

    /** The name of the queue, or of the group. */
    public abstract String name();

    /** What points of the history have for it. */
    public abstract Object key();

    public abstract EffectivePolicy effective();

    /** How it stands now; null while it is idle, or when nothing is known. */
    abstract History.@Nullable Point point(long now);

    public final ScalingPolicy policy() {
        return effective().policy();
    }

    /** The settings that were put, strongest of all. */
    public final Map<PolicyField, String> put() {
        return put;
    }

    void put(Map<PolicyField, String> settings) {
        put = settings.isEmpty() ? Map.of() : new EnumMap<>(settings);
        decidedAt = 0;
    }

    /** What an operator has fixed, or null. */
    public final @Nullable Pin pin() {
        return pin;
    }

    void pin(@Nullable Pin fixed) {
        pin = fixed;
        decidedAt = 0;
    }

    ScalingState state() {
        return state;
    }

    void restore(ScalingState earlier) {
        state = earlier;
        told = new Told(earlier.desired(), Set.of(), 0);
    }

    /** Null before the first. */
    public final @Nullable Decision decision() {
        return last;
    }

    /** The number of the latest decision that differs from the one before. */
    public final long index() {
        return state.index();
    }

    /** What would be decided for a caller who has so many workers. Changes nothing. */
    public final Decision decisionFor(Decision latest, int current, long now) {
        return Scaling.decide(state.with(current), latest.need(), policy(), now, pinned(now));
    }

    /** Decides every few seconds, but at once that somebody is needed where nobody is. */
    final void decide(Need need, long now) {
        boolean wakes = state.desired() == 0 && need.sized() > 0;
        if (now - decidedAt < DECIDE_MILLIS && !wakes) return;
        decidedAt = now;
        if (pin != null && now >= pin.until()) pin = null;
        Decision decision = Scaling.decide(state, need, policy(), now, pinned(now));
        if (decision.desired() > state.desired()) grew.merge(decision.reason(), 1L, Long::sum);
        if (decision.desired() < state.desired()) shrank.merge(decision.reason(), 1L, Long::sum);
        boolean changed = decision.index() != state.index() || last == null;
        state = decision.next();
        last = decision;
        if (changed) tell();
    }

    /** How often more workers were wished for than before, by the reason. */
    final Map<Reason, Long> grew() {
        return Map.copyOf(grew);
    }

    /** How often fewer. */
    final Map<Reason, Long> shrank() {
        return Map.copyOf(shrank);
    }

    private @Nullable Integer pinned(long now) {
        return pin == null || now >= pin.until() ? null : Integer.valueOf(pin.desired());
    }

    /** Runs once, when the next different decision is there. */
    public final void onChange(Runnable told) {
        waiting.add(told);
    }

    public final void forget(Runnable told) {
        waiting.remove(told);
    }

    private void tell() {
        List<Runnable> those = waiting;
        waiting = new ArrayList<>();
        for (Runnable each : those) each.run();
    }

    /** What is worth telling everybody; null for nothing, or while it is being told. */
    public final @Nullable News news(long now) {
        return last == null || telling ? null : told.news(last, now);
    }

    /** When everybody was told last, epoch milliseconds; 0 for never. */
    public final long toldAt() {
        return told.at();
    }

    /** There is no news until it is known what became of these. */
    public final void telling() {
        telling = true;
    }

    public final void told(News news, long now) {
        telling = false;
        told = told.after(news, now);
    }

    /** It could not be told: what is latest by then is still news. */
    public final void notTold() {
        telling = false;
    }
}
