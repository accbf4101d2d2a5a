package dev.sluice.broker.scaling;

import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.scaling.Snapshot.Counters;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A queue as the rule sees it, on a virtual clock. A decision is taken every 5 s of it. */
final class TestHint {
    private static final long STEP_MILLIS = 5_000;

    private final Map<PolicyField, String> settings = new HashMap<>();
    private ScalingPolicy policy = ScalingPolicy.DEFAULT;
    private Measured measured = Measured.NOTHING;
    private ScalingState state = ScalingState.START;
    private @Nullable Integer pinned;
    private long now = 1_000_000_000_000L;

    private long visible;
    private long inFlight;
    private long delayed;
    private long dueSoon;
    private long suspects;
    private double age;
    private double openSeconds;
    private long groups = Snapshot.NO_GROUPS;
    private Consumers consumers = Consumers.NONE;
    private Counters counters = Counters.NONE;

    Decision last = look();

    TestHint with(PolicyField field, Object value) {
        field.check(value.toString());
        settings.put(field, value.toString());
        policy = ScalingPolicy.of(settings);
        return this;
    }

    /** So many jobs were completed that were held so long each. */
    TestHint serves(int jobs, double seconds) {
        return serves(jobs, seconds, 0);
    }

    /** So many jobs were completed that were worked on for so long each, and lay about for so long. */
    TestHint serves(int jobs, double seconds, double idleSeconds) {
        counters = new Counters(
                counters.arrivals(),
                counters.completions() + jobs,
                counters.failures(),
                counters.heldSeconds() + jobs * seconds,
                counters.idleSeconds() + jobs * idleSeconds);
        return this;
    }

    TestHint arrive(int jobs) {
        counters = new Counters(
                counters.arrivals() + jobs,
                counters.completions(),
                counters.failures(),
                counters.heldSeconds(),
                counters.idleSeconds());
        return this;
    }

    TestHint fail(int receives) {
        counters = new Counters(
                counters.arrivals(),
                counters.completions(),
                counters.failures() + receives,
                counters.heldSeconds(),
                counters.idleSeconds());
        return this;
    }

    TestHint visible(long messages) {
        visible = messages;
        return this;
    }

    /** Each held for so long. */
    TestHint inFlight(long messages, double seconds) {
        inFlight = messages;
        openSeconds = messages * seconds;
        return this;
    }

    TestHint delayed(long messages, long soon) {
        delayed = messages;
        dueSoon = soon;
        return this;
    }

    TestHint suspects(long messages) {
        suspects = messages;
        return this;
    }

    TestHint oldest(double seconds) {
        age = seconds;
        return this;
    }

    TestHint groups(long withWork) {
        groups = withWork;
        return this;
    }

    TestHint consumers(Consumers present) {
        consumers = present;
        return this;
    }

    TestHint pin(@Nullable Integer workers) {
        pinned = workers;
        return this;
    }

    TestHint withWorkers(int current) {
        state = state.with(current);
        return this;
    }

    /** Looks and decides, without time passing. */
    Decision look() {
        measured = measured.seen(snapshot());
        last = Scaling.decide(state, measured, snapshot(), policy, pinned);
        state = last.next();
        return last;
    }

    int workers() {
        return look().desired();
    }

    /** Lets time pass in steps, doing something before each. */
    TestHint pass(int seconds, Runnable beforeEach) {
        for (long end = now + seconds * 1000L; now < end; ) {
            now += STEP_MILLIS;
            beforeEach.run();
            look();
        }
        return this;
    }

    TestHint pass(int seconds) {
        return pass(seconds, () -> {});
    }

    Snapshot snapshot() {
        return new Snapshot(
                now, visible, inFlight, delayed, dueSoon, suspects, age, openSeconds, groups, consumers, counters);
    }

    Measured measured() {
        return measured;
    }

    ScalingState state() {
        return state;
    }

    ScalingPolicy policy() {
        return policy;
    }
}
