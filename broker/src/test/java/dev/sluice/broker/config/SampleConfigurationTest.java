package dev.sluice.broker.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** conf/sluice.conf is where users learn the options, so it must tell all of them and tell them right. */
class SampleConfigurationTest {
    private static final Path SAMPLE = Path.of("../conf/sluice.conf");

    @Test
    void sampleHasEveryOptionWithItsDefault() {
        var sample = ConfigFactory.parseFile(SAMPLE.toFile()).root().unwrapped();
        var defaults = ConfigFactory.parseResources("reference.conf").root().unwrapped();

        assertThat(sample).isEqualTo(defaults);
    }

    @Test
    void startingWithTheSampleChangesNothing() {
        var plain = Configuration.load(List.of(), Map.of(), List.of());
        var sample = Configuration.load(List.of(SAMPLE), Map.of(), List.of());

        assertThat(sample.broker()).isEqualTo(plain.broker());
        assertThat(sample.logLevel()).isEqualTo(plain.logLevel());
    }
}
