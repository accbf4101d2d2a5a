package dev.sluice.broker.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class LongPollsTest {
    private static final long START = 1_800_000_000_000L;
    private static final QueueId QUEUE = new QueueId("000000000000", "us-east-1", "q");
    private static final QueueId OTHER = new QueueId("000000000000", "us-east-1", "other");

    private final LongPolls polls = new LongPolls(START);

    @Test
    void theOneThatWaitedLongestIsTakenFirst() {
        LongPoll first = parked(QUEUE, 1_000);
        LongPoll second = parked(QUEUE, 500);

        assertThat(polls.takeOldest(QUEUE)).isSameAs(first);
        assertThat(polls.takeOldest(QUEUE)).isSameAs(second);
        assertThat(polls.takeOldest(QUEUE)).isNull();
    }

    @Test
    void queuesDoNotMix() {
        parked(OTHER, 1_000);

        assertThat(polls.takeOldest(QUEUE)).isNull();
        assertThat(polls.size()).isEqualTo(1);
    }

    @Test
    void pollEndsAfterItsDeadlineAndWithinASliceOfIt() {
        LongPoll poll = parked(QUEUE, 1_050);

        assertThat(polls.takeExpired(START + 1_049)).isEmpty();
        assertThat(polls.takeExpired(START + 1_150)).containsExactly(poll);
        assertThat(polls.size()).isZero();
    }

    @Test
    void nextExpiryIsWhenAPollCanBeTaken() {
        LongPoll poll = parked(QUEUE, 20_000);

        long next = polls.nextExpiry();

        assertThat(next).isBetween(START + 20_000, START + 20_100);
        assertThat(polls.takeExpired(next)).containsExactly(poll);
        assertThat(polls.nextExpiry()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void cancelledPollIsNeverTaken() {
        LongPoll gone = parked(QUEUE, 1_000);
        LongPoll stays = parked(QUEUE, 1_000);

        polls.cancel(gone.replyTo);

        assertThat(polls.takeOldest(QUEUE)).isSameAs(stays);
        assertThat(polls.takeExpired(START + 60_000)).isEmpty();
    }

    @Test
    void pollParkedAfterALongSilenceEndsInItsTime() {
        polls.takeExpired(START + 3_600_000);
        LongPoll poll = parkedAt(QUEUE, START + 3_600_000 + 2_000);

        assertThat(polls.takeExpired(START + 3_600_000 + 1_900)).isEmpty();
        assertThat(polls.takeExpired(START + 3_600_000 + 2_100)).containsExactly(poll);
    }

    @Test
    void agreesWithAListWhateverTheOrderOfParkingTakingAndCancelling() {
        var random = new Random(7);
        var naive = new ArrayList<LongPoll>();
        long now = START;
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                naive.add(parkedAt(random.nextBoolean() ? QUEUE : OTHER, now + 1 + random.nextInt(20_000)));
            } else if (choice < 7 && !naive.isEmpty()) {
                polls.cancel(naive.remove(random.nextInt(naive.size())).replyTo);
            } else if (choice < 8) {
                LongPoll oldest = naive.stream()
                        .filter(poll -> poll.receive.queue().equals(QUEUE))
                        .findFirst()
                        .orElse(null);
                assertThat(polls.takeOldest(QUEUE)).isSameAs(oldest);
                naive.remove(oldest);
            } else {
                now += random.nextInt(3_000);
                List<LongPoll> expired = polls.takeExpired(now);
                long instant = now;
                assertThat(expired).allMatch(poll -> poll.deadline <= instant).allMatch(naive::contains);
                naive.removeAll(expired);
                assertThat(naive).noneMatch(poll -> poll.deadline <= instant - 100);
            }
            assertThat(polls.size()).isEqualTo(naive.size());
        }
    }

    private LongPoll parked(QueueId queue, long waitMillis) {
        return parkedAt(queue, START + waitMillis);
    }

    private LongPoll parkedAt(QueueId queue, long deadline) {
        var poll = new LongPoll(new Receive(queue, 1, -1, 20), new Nowhere(), deadline);
        polls.park(poll);
        return poll;
    }

    private static final class Nowhere implements ReplyTo {
        @Override
        public Executor executor() {
            return Runnable::run;
        }

        @Override
        public void accept(Reply reply) {
            throw new AssertionError("no reply is expected here, but got " + reply);
        }
    }
}
