package dev.sluice.broker.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.scaling.Told.News;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ToldTest {
    private static final long START = 1_700_000_000_000L;

    private Told told = Told.NOTHING;
    private long now = START;

    @Test
    void theFirstWorkerIsNewsAndSoIsThatNoneIsNeeded() {
        assertThat(tell(1)).isNotNull();
        assertThat(tell(0)).isNotNull();
    }

    @Test
    void whoeverNeverNeededAnybodyIsNoNews() {
        assertThat(tell(0)).isNull();
    }

    @Test
    void aTenthMoreOrFewerIsNewsAndLessIsNot() {
        tell(100);

        assertThat(tell(109)).isNull();
        assertThat(tell(91)).isNull();
        assertThat(tell(110)).isNotNull();
        assertThat(tell(99)).isNotNull();
    }

    @Test
    void smallChangesAddUpSinceTheyWereToldLast() {
        tell(100);

        assertThat(tell(104)).isNull();
        assertThat(tell(108)).isNull();
        assertThat(tell(112)).isNotNull();
    }

    @Test
    void aLimitIsNewsWhenItIsEnteredAndWhenItIsLeft() {
        tell(10);

        News entered = tell(10, Reason.AT_MAX, Reason.STABILISING);
        assertThat(entered).isNotNull();
        assertThat(entered.entered()).containsExactlyInAnyOrder(Reason.AT_MAX, Reason.STABILISING);
        assertThat(entered.left()).isEmpty();

        assertThat(tell(10, Reason.STABILISING, Reason.AT_MAX)).isNull();

        News left = tell(10, Reason.STABILISING);
        assertThat(left).isNotNull();
        assertThat(left.entered()).isEmpty();
        assertThat(left.left()).containsExactly(Reason.AT_MAX);
    }

    @Test
    void thatOnlySuspectsAreLeftIsNews() {
        tell(1);

        News news = tell(1, Reason.ONLY_SUSPECTS);

        assertThat(news).isNotNull();
        assertThat(news.entered()).containsExactly(Reason.ONLY_SUSPECTS);
    }

    @Test
    void oneIsToldInFiveSecondsAndThatIsTheLatest() {
        tell(10);

        now -= 1;
        assertThat(told.news(decision(20), now)).isNull();
        assertThat(told.news(decision(40), now)).isNull();
        now += 1;
        assertThat(tell(30)).extracting(news -> news.decision().desired()).isEqualTo(30);
    }

    @Test
    void whatCameAndWentInBetweenIsNotTold() {
        tell(10);
        now -= 1;
        assertThat(told.news(decision(20, Reason.AT_MAX), now)).isNull();
        now += 1;

        assertThat(tell(10)).isNull();
    }

    /** Five seconds after the one before; null when there is nothing to tell. */
    private @Nullable News tell(int desired, Reason... limits) {
        News news = told.news(decision(desired, limits), now);
        if (news != null) told = told.after(news, now);
        now += 5_000;
        return news;
    }

    private static Decision decision(int desired, Reason... limits) {
        Set<Reason> binding = EnumSet.noneOf(Reason.class);
        binding.addAll(List.of(limits));
        return new Decision(desired, Reason.SIZED, binding, Need.sum(List.of()), desired, desired, ScalingState.START);
    }
}
