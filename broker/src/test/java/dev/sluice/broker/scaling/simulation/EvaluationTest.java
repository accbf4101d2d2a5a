package dev.sluice.broker.scaling.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.scaling.Measured;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.simulation.Simulation.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Waiting time and cost of the hint against two usual rules, on the same traces. */
class EvaluationTest {

    /** @param downstream jobs a second that what stands behind the workers takes; 0 for all */
    private record Case(
            String name,
            Trace trace,
            double service,
            int target,
            int boot,
            int visibility,
            int bursts,
            int downstream,
            boolean guard) {

        Case(String name, Trace trace, double service, int target, int boot, int visibility, int bursts) {
            this(name, trace, service, target, boot, visibility, bursts, 0, false);
        }

        boolean isOutage() {
            return trace.outageUntil() > 0;
        }

        ScalingPolicy policy() {
            return ScalingPolicy.of(Map.of(
                    PolicyField.TARGET_LATENCY, Integer.toString(target),
                    PolicyField.STARTUP, Integer.toString(boot),
                    PolicyField.CONGESTION_GUARD, Boolean.toString(guard)));
        }
    }

    private static final List<Case> CASES = List.of(
            new Case("10 then 1,000 jobs of 20 s", Traces.burst(exponential(20), 2_400), 20, 60, 30, 300, 2),
            new Case(
                    "the same, all of exactly 20 s",
                    Traces.burst(new ServiceTime(20, false), 2_400),
                    20,
                    60,
                    30,
                    300,
                    2),
            new Case(
                    "video: 10 then 1,000 jobs of 600 s",
                    Traces.burst(exponential(600), 14_400),
                    600,
                    300,
                    120,
                    3_600,
                    2),
            new Case("day curve, 0 to 20/s of 1 s", Traces.day(exponential(1)), 1, 30, 10, 30, 1),
            new Case("slow leak, 4 to 8/s of 2 s", Traces.slowLeak(exponential(2)), 2, 60, 30, 30, 1),
            new Case("on and off, 20/s of 2 s, 2 of 6 min", Traces.onOff(exponential(2)), 2, 60, 30, 30, 15),
            new Case("50 poison among 0.5/s of 2 s", Traces.poison(exponential(2)), 2, 60, 30, 30, 1),
            new Case("20 min outage at 5/s of 1 s", Traces.outage(exponential(1)), 1, 60, 30, 30, 1),
            new Case("one job of 30 s every 10 min", Traces.rare(exponential(30)), 30, 60, 30, 300, 12),
            capped("25/s of 1 s, of which 20/s can be done", false),
            capped("the same with `congestionGuard`", true));

    private static Case capped(String name, boolean guard) {
        return new Case(name, Traces.tooMuch(exponential(1)), 1, 60, 30, 30, 1, 20, guard);
    }

    private static final double MET = 1.1;

    private record Row(double hours, double p95, double turns, double peak, int atEnd) {
        String text() {
            return String.format(Locale.ROOT, "%.1f h, %.0f s, %.0f, %.0f", hours, p95, turns, peak);
        }
    }

    private record Result(Case of, Row hint, Row keda, Row aws) {
        @Override
        public String toString() {
            return of.name;
        }
    }

    /** Once for all tests: it takes seconds. */
    private static final List<Result> RESULTS = CASES.stream()
            .map(each -> new Result(each, hint(each), keda(each), aws(each)))
            .toList();

    static List<Result> results() {
        return RESULTS;
    }

    @ParameterizedTest
    @MethodSource("results")
    void jobsAreReceivedInTimeUnlessNothingSucceeds(Result each) {
        if (each.of.isOutage() || each.of.downstream > 0) return;

        assertThat(each.hint.p95).isLessThanOrEqualTo(MET * each.of.target);
    }

    @ParameterizedTest
    @MethodSource("results")
    void theNumberOfWorkersRisesAndFallsWithTheBurstsOnly(Result each) {
        assertThat(each.hint.turns).isLessThanOrEqualTo(2 * each.of.bursts + 15);
    }

    @ParameterizedTest
    @MethodSource("results")
    void nobodyIsLeftAtTheEnd(Result each) {
        assertThat(each.hint.atEnd).isZero();
    }

    @ParameterizedTest
    @MethodSource("results")
    void whereBothAreInTimeItCostsThreeQuartersOfTheQueueLengthRuleAtMost(Result each) {
        if (each.keda.p95 > MET * each.of.target) return;

        assertThat(each.hint.hours).isLessThanOrEqualTo(0.75 * each.keda.hours);
    }

    @Test
    void anOutageCostsLittle() {
        Result outage =
                RESULTS.stream().filter(each -> each.of.isOutage()).findFirst().orElseThrow();

        assertThat(outage.hint.hours).isLessThanOrEqualTo(0.15 * outage.keda.hours);
    }

    @Test
    void theGuardSparesWorkersThatCouldGetNoMoreDoneAndHelpsNobodyToWait() {
        Result without = RESULTS.get(RESULTS.size() - 2);
        Result with = RESULTS.get(RESULTS.size() - 1);

        assertThat(with.hint.hours).isLessThanOrEqualTo(0.4 * without.hint.hours);
    }

    @Test
    void theDocumentedTableIsTheMeasuredOne() throws IOException {
        var table = new StringBuilder();
        for (Result each : RESULTS) {
            table.append("| %s | %s | %s | %s |\n"
                    .formatted(each.of.name, each.hint.text(), each.keda.text(), each.aws.text()));
        }

        assertThat(Files.readString(Path.of("../docs/scaling.md"))).contains(table.toString());
    }

    private static Row hint(Case each) {
        return mean(each, () -> new HintedAutoscaler(each.policy(), Measured.NOTHING));
    }

    private static Row keda(Case each) {
        return mean(each, KedaAutoscaler::new);
    }

    private static Row aws(Case each) {
        return mean(each, () -> new TargetTracking(each.target, each.service));
    }

    private static Row mean(Case each, Supplier<Autoscaler> autoscaler) {
        var outcomes = new ArrayList<Outcome>();
        for (long seed = 1; seed <= 3; seed++) {
            var world = new World(each.boot, each.visibility, seed, each.downstream);
            outcomes.add(Simulation.run(each.trace, world, each.policy(), autoscaler.get()));
        }
        return new Row(
                outcomes.stream().mapToDouble(Outcome::workerHours).average().orElse(0),
                outcomes.stream()
                        .mapToDouble(outcome -> outcome.waited(95))
                        .average()
                        .orElse(0),
                outcomes.stream()
                        .mapToDouble(Outcome::directionChanges)
                        .average()
                        .orElse(0),
                outcomes.stream().mapToDouble(Outcome::peak).average().orElse(0),
                outcomes.get(0).workersAtEnd());
    }

    private static ServiceTime exponential(double mean) {
        return new ServiceTime(mean, true);
    }
}
