package dev.sluice.broker.scaling.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.ScalingPolicy;
import dev.sluice.broker.scaling.simulation.Simulation.World;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final ScalingPolicy POLICY = ScalingPolicy.of(new EnumMap<>(PolicyField.class));

    @Test
    void endsWhenWorkersWouldLookForWorkTooOften() {
        var idle = new Trace(List.of(), 1_000);

        assertThat(run(idle, 30, 10, 20_000).peak()).isEqualTo(10);
        assertThatThrownBy(() -> run(idle, 30, 10, 9_000)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void endsWhenAJobThatFailsWouldComeBackTooOften() {
        var poison = new Trace.Arrivals(0, 1, new ServiceTime(0.000_001, false), true);

        assertThatThrownBy(() -> run(new Trace(List.of(poison), 1_000), 0, 1, 20_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Outcome run(Trace trace, int visibilitySeconds, int workers, long mostSteps) {
        return Simulation.run(
                trace, new World(0, visibilitySeconds, 1), POLICY, (snapshot, staying) -> workers, mostSteps);
    }
}
