package dev.sluice.broker.hint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.hint.EffectivePolicy.Setting;
import dev.sluice.broker.hint.HintOptions.Rule;
import dev.sluice.broker.scaling.PolicyField;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectivePolicyTest {
    private static final HintOptions OPTIONS = new HintOptions(
            "000000000000",
            "us-east-1",
            null,
            Map.of(PolicyField.MAX, "100", PolicyField.MIN, "1", PolicyField.IDLE, "10"),
            List.of(
                    new Rule("video-*", Map.of(PolicyField.MAX, "200", PolicyField.MIN, "2")),
                    new Rule("video-jobs*", Map.of(PolicyField.MAX, "300")),
                    new Rule("*-dlq", Map.of(PolicyField.ENABLED, "true"))),
            null,
            false);

    @Test
    void theStrongestSourceOfEachFieldCounts() {
        var effective = of("video-raw", Map.of("scaling.min", "3"), Map.of(PolicyField.IDLE, "60"));

        assertThat(effective.settings())
                .containsEntry(PolicyField.IDLE, new Setting("60", "policy"))
                .containsEntry(PolicyField.MIN, new Setting("3", "tag"))
                .containsEntry(PolicyField.MAX, new Setting("200", "scaling.queues.\"video-*\""))
                .containsEntry(PolicyField.STARTUP, new Setting("30", "default"));
        assertThat(effective.policy().max()).isEqualTo(200);
    }

    @Test
    void ofTwoRulesThatMatchTheLongerCountsAlone() {
        var effective = of("video-jobs", Map.of(), Map.of());

        assertThat(effective.settings())
                .containsEntry(PolicyField.MAX, new Setting("300", "scaling.queues.\"video-jobs*\""))
                .containsEntry(PolicyField.MIN, new Setting("1", "scaling.defaults"));
    }

    @Test
    void aQueueOfDeadLettersHasNoHintUnlessSomebodySaysSo() {
        assertThat(deadLetters("failed").policy().enabled()).isFalse();
        assertThat(deadLetters("failed").settings())
                .containsEntry(PolicyField.ENABLED, new Setting("false", "dead-letter queue"));
        assertThat(deadLetters("jobs-dlq").policy().enabled()).isTrue();
    }

    @Test
    void aTagThatCannotBeIsNamedAndPassedOver() {
        var effective = of("jobs", Map.of("scaling.max", "many", "scaling.most", "1", "team", "blue"), Map.of());

        assertThat(effective.policy().max()).isEqualTo(100);
        assertThat(effective.problems())
                .containsExactly(
                        "tag scaling.max is a whole number from 0 to 1000000, not many",
                        "there is no field of the tag scaling.most");
    }

    private static EffectivePolicy of(String name, Map<String, String> tags, Map<PolicyField, String> put) {
        return EffectivePolicy.ofQueue(OPTIONS, name, tags, false, put);
    }

    private static EffectivePolicy deadLetters(String name) {
        return EffectivePolicy.ofQueue(OPTIONS, name, Map.of(), true, Map.of());
    }
}
