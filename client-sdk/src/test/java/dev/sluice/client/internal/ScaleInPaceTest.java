package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.ScaleInProtection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On a clock of the test's own. */
class ScaleInPaceTest implements ScaleInProtection {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final List<Integer> told = new ArrayList<>();
    private boolean broken;
    private int refused;
    private long now = 1_000 * SECOND;
    private final ScaleInPace pace = new ScaleInPace(this, now);
    private int inHand;

    @Test
    void firstMessageIsToldAtOnce() {
        tick(100);
        assertThat(told).isEmpty();

        change(1);

        assertThat(told).containsExactly(1);
    }

    @Test
    void idlenessIsToldWhenItHasLasted() {
        change(1);
        change(-1);
        tick(3);
        change(1);
        change(-1);
        tick(4);
        assertThat(told).containsExactly(1);

        tick(1);

        assertThat(told).containsExactly(1, 0);
    }

    @Test
    void anotherNumberIsToldEveryTenSecondsAtMost() {
        change(1);
        for (int i = 0; i < 25; i++) {
            change(1);
            tick(1);
        }

        assertThat(told).containsExactly(1, 11, 21);
    }

    @Test
    void whatWouldExpireIsToldAgain() {
        change(1);
        tick(119);

        assertThat(told).containsExactly(1, 1);
    }

    @Test
    void whatFailedIsTriedAgainMoreAndMoreRarely() {
        broken = true;
        change(1);
        tick(63);
        assertThat(refused).isEqualTo(7); // after 0, 1, 3, 7, 15, 31 and 61 seconds

        broken = false;
        tick(30);

        assertThat(told).containsExactly(1);
    }

    @Test
    void closingTellsThatAllIsOver() {
        change(2);

        pace.end(now);

        assertThat(told).containsExactly(2, 0);
    }

    private void tick(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now += SECOND;
            pace.tick(inHand, now);
        }
    }

    private void change(int difference) {
        if (inHand == 0) pace.tick(inHand + difference, now);
        inHand += difference;
    }

    @Override
    public void inHand(int messages) throws IOException {
        if (broken) {
            refused++;
            throw new IOException("refused");
        }
        told.add(messages);
    }

    @Override
    public Duration renewal() {
        return Duration.ofMinutes(1);
    }
}
