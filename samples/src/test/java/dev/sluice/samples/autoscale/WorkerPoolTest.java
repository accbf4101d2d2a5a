package dev.sluice.samples.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerPoolTest {

    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1)); // for machines with much else to do
    }

    @Test
    void startsAsManyAsAimedForButNoMoreThanTheMaximum() {
        try (var pool = new WorkerPool(List.of("sleep", "60"), 3)) {
            pool.aimFor(2);
            pool.adjust();
            assertThat(pool.running()).isEqualTo(2);

            pool.aimFor(7);
            pool.adjust();
            assertThat(pool.running()).isEqualTo(3);
        }
    }

    @Test
    void stopsBySigtermAndCountsWorkersThatDrainTowardsTheMaximum() {
        var slowToStop = List.of("sh", "-c", "trap 'sleep 1; exit 0' TERM; while :; do sleep 0.1; done");
        try (var pool = new WorkerPool(slowToStop, 1)) {
            pool.aimFor(1);
            pool.adjust();
            pool.aimFor(0);
            pool.adjust();
            pool.aimFor(1);
            pool.adjust();
            assertThat(pool.running() + pool.draining()).isEqualTo(1);

            await().untilAsserted(() -> {
                pool.adjust();
                assertThat(pool.draining()).isZero();
                assertThat(pool.running()).isEqualTo(1);
            });
        }
    }

    @Test
    void replacesAWorkerThatEndsByItselfAfterAPause() {
        try (var pool = new WorkerPool(List.of("sleep", "0.1"), 1)) {
            pool.aimFor(1);
            pool.adjust();
            await().untilAsserted(() -> {
                pool.adjust();
                assertThat(pool.running()).isZero();
            });

            await().untilAsserted(() -> {
                pool.adjust();
                assertThat(pool.running()).isEqualTo(1);
            });
        }
    }
}
