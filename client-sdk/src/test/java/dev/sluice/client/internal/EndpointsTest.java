package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndpointsTest {
    private static final URI FIRST = URI.create("http://first/");
    private static final URI SECOND = URI.create("http://second/");

    private long now;
    private final Endpoints endpoints = new Endpoints(List.of(FIRST, SECOND), () -> now);

    @Test
    void sameOneIsAskedUntilItFails() {
        assertThat(endpoints.pick().uri()).isEqualTo(FIRST);
        assertThat(endpoints.pick().uri()).isEqualTo(FIRST);

        assertThat(endpoints.failed(endpoints.pick())).isTrue();

        assertThat(endpoints.pick().uri()).isEqualTo(SECOND);
    }

    @Test
    void oneThatHasRestedIsNotGoneBackToWhileTheOtherWorks() {
        endpoints.failed(endpoints.pick());
        pass(60);

        assertThat(endpoints.pick().uri()).isEqualTo(SECOND);
    }

    @Test
    void whenAllRestTheOneIsAskedThatHasRestedMostOfItsTime() {
        endpoints.failed(endpoints.pick());
        now++;

        assertThat(endpoints.failed(endpoints.pick())).isFalse();

        assertThat(endpoints.pick().uri()).isEqualTo(FIRST);
    }

    @Test
    void restsGrowWithFailuresInARowUntilAnAnswer() {
        var first = endpoints.pick();
        endpoints.failed(first);
        endpoints.failed(first);
        endpoints.failed(endpoints.pick()); // the second rests for a second, the first for two
        pass(1);
        assertThat(endpoints.pick().uri()).isEqualTo(SECOND);

        endpoints.answered(first);
        endpoints.failed(endpoints.pick());

        assertThat(endpoints.pick().uri()).isEqualTo(FIRST);
    }

    private void pass(long seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
