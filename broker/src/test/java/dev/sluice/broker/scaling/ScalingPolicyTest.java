package dev.sluice.broker.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingPolicyTest {

    @ParameterizedTest
    @EnumSource(PolicyField.class)
    void everyDefaultIsAllowed(PolicyField field) {
        assertThatCode(() -> field.check(field.byDefault())).doesNotThrowAnyException();
        assertThat(PolicyField.named(field.toString())).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "min, -1", "min, 1.5", "max, 1000001", "targetLatencySeconds, 0", "utilisation, 1.1", "scaleInStep, 50%",
        "scaleOutStep, 0/1s", "enabled, yes", "mode, auto", "suspectReceives, 11", "group, a b", "serviceSeconds, fast"
    })
    void whatIsNotAllowedIsRefusedByName(String name, String value) {
        var field = Objects.requireNonNull(PolicyField.named(name));

        assertThatThrownBy(() -> field.check(value)).hasMessageContaining(name).hasMessageContaining(value);
    }

    @Test
    void whatMayBeLeftOpenSaysSo() {
        assertThatThrownBy(() -> PolicyField.SERVICE.check("0"))
                .hasMessage("serviceSeconds is a number from 0.001 to 43200, or measured, not 0");
    }

    @Test
    void theWindowIsAMinuteOrAsLongAsAWorkerTakesToStart() {
        assertThat(ScalingPolicy.DEFAULT.scaleInWindowSeconds()).isEqualTo(60);
        assertThat(ScalingPolicy.of(Map.of(PolicyField.STARTUP, "120")).scaleInWindowSeconds())
                .isEqualTo(120);
    }

    @Test
    void theMostWorkersGoBeforeTheFewest() {
        var policy = ScalingPolicy.of(Map.of(PolicyField.MIN, "5", PolicyField.MAX, "3"));

        assertThat(policy.min()).isEqualTo(3);
    }
}
