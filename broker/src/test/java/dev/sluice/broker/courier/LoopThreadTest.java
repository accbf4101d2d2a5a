package dev.sluice.broker.courier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoopThreadTest {

    @Test
    void timeGoesOnFromTheStartAsItPassesAndNotAsTheClockIsSet() {
        var nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000); // may overflow, and begins anywhere
        try (var loop = new LoopThread("test", 1_787_000_000_000L, nanos::get)) {
            assertThat(loop.millis()).isEqualTo(1_787_000_000_000L);

            nanos.addAndGet(TimeUnit.SECONDS.toNanos(5));

            assertThat(loop.millis()).isEqualTo(1_787_000_005_000L);
        }
    }
}
