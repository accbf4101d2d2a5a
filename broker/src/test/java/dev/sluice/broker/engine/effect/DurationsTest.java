package dev.sluice.broker.engine.effect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DurationsTest {

    @Test
    void aBucketHasWhatIsNoLongerThanItsBound() {
        for (int bucket = 0; bucket < Durations.BUCKETS - 1; bucket++) {
            assertThat(Durations.bucketOf(Durations.boundMillis(bucket))).isEqualTo(bucket);
            assertThat(Durations.bucketOf(Durations.boundMillis(bucket) + 1)).isEqualTo(bucket + 1);
        }
        assertThat(Durations.bucketOf(0)).isZero();
        assertThat(Durations.bucketOf(Long.MAX_VALUE)).isEqualTo(Durations.BUCKETS - 1);
    }

    @Test
    void sumsAddUpBucketByBucket() {
        var counts = new long[Durations.BUCKETS];
        counts[3] = 2;
        var some = new Durations(counts, 100);

        assertThat(some.plus(some).count(3)).isEqualTo(4);
        assertThat(some.plus(Durations.NONE)).isEqualTo(some);
        assertThat(some.plus(some).sumMillis()).isEqualTo(200);
    }
}
