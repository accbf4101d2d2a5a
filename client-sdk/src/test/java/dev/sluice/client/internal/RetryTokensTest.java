package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.RetryBudget;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RetryTokensTest {
    private long now = Long.MAX_VALUE - 5; // as good as any, says System.nanoTime

    private RetryTokens tokens(double share, int perSecond, int burst) {
        return new RetryTokens(new RetryBudget(share, perSecond, burst), () -> now);
    }

    private static int takeAll(RetryTokens tokens) {
        int taken = 0;
        while (taken < 100_000 && tokens.take()) taken++;
        return taken;
    }

    private static void request(RetryTokens tokens, int times) {
        for (int i = 0; i < times; i++) tokens.requested();
    }

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void clientBeginsWithABurst() {
        assertThat(takeAll(tokens(0.1, 10, 100))).isEqualTo(100);
    }

    @Test
    void tenRequestsEarnARetry() {
        var tokens = tokens(0.1, 0, 100);
        takeAll(tokens);

        request(tokens, 9);
        assertThat(tokens.take()).isFalse();
        request(tokens, 1);
        assertThat(tokens.take()).isTrue();
        request(tokens, 250);
        assertThat(takeAll(tokens)).isEqualTo(25);
    }

    @Test
    void partsOfARetryAreKept() {
        var tokens = tokens(0.1, 10, 100);
        takeAll(tokens);

        for (int i = 0; i < 19; i++) {
            request(tokens, 1); // a tenth of a retry, and half as much for the time
            pass(5);
            assertThat(tokens.take()).isEqualTo(i == 6 || i == 13);
        }
    }

    @Test
    void timeEarnsRetriesForAClientThatDoesLittle() {
        var tokens = tokens(0.1, 10, 100);
        takeAll(tokens);

        pass(99);
        assertThat(tokens.take()).isFalse();
        pass(1);
        assertThat(tokens.take()).isTrue();
        pass(2_000);
        assertThat(takeAll(tokens)).isEqualTo(20);
    }

    @Test
    void noMoreThanTheBurstIsSavedUp() {
        var tokens = tokens(0.1, 10, 100);

        request(tokens, 1_000_000);
        pass(TimeUnit.DAYS.toMillis(1));

        assertThat(takeAll(tokens)).isEqualTo(100);
    }

    @Test
    void senderThatWaitsForEachAnswerRidesOutARestartOfTwentySeconds() {
        var tokens = tokens(RetryBudget.DEFAULT.share(), RetryBudget.DEFAULT.perSecond(), RetryBudget.DEFAULT.burst());

        for (int millis = 0; millis < 20_000; millis += 450) { // seven retries in 3.2 s, by the default policy
            if (millis % 3_150 == 0) tokens.requested();
            assertThat(tokens.take()).isTrue();
            pass(450);
        }
    }

    @Test
    void busyClientIsHeldToItsShareWhileTheServerFails() {
        var tokens = tokens(RetryBudget.DEFAULT.share(), RetryBudget.DEFAULT.perSecond(), RetryBudget.DEFAULT.burst());

        int retries = 0;
        for (int second = 0; second < 60; second++) {
            request(tokens, 1_000);
            pass(1_000);
            retries += takeAll(tokens);
        }

        assertThat(retries).isEqualTo(60 * 100); // one for ten; what the seconds would have earned is beyond the burst
    }

    @Test
    void withoutAnyBudgetNothingIsRetried() {
        var tokens = tokens(0, 0, 0);

        request(tokens, 1_000);
        pass(1_000_000);

        assertThat(tokens.take()).isFalse();
    }

    @Test
    void unlimitedBudgetHasAlwaysEnough() {
        var tokens = new RetryTokens(RetryBudget.UNLIMITED, () -> now);

        assertThat(takeAll(tokens)).isEqualTo(100_000);
    }
}
