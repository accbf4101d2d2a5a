package dev.sluice.broker.hint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.Consumers;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.scaling.PolicyField;
import dev.sluice.broker.scaling.Service;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HintsTest {
    private static final QueueId JOBS = new QueueId("000000000000", "us-east-1", "jobs");
    private static final QueueRecord RECORD = new QueueRecord(JOBS, 7, QueueAttributes.DEFAULTS, Map.of(), 1, 1);

    private Consumers consumers = Consumers.NONE;

    @TempDir
    Path directory;

    private final SecondsClock clock = new SecondsClock();
    private final PagedShards shards = new PagedShards();
    private final List<Hints> opened = new ArrayList<>();
    private long sent;

    @Test
    void nothingIsKnownBeforeTheFirstLookAndWhenThereWasNoneForAMinute() {
        Hints hints = hints();
        assertThat(hints.isReady()).isFalse();

        tick(hints);
        assertThat(hints.isReady()).isTrue();

        shards.submission = Shards.Submission.MAILBOX_FULL;
        clock.seconds += 9;
        hints.tick();
        assertThat(hints.isStale()).isFalse();
        clock.seconds += 2;
        assertThat(hints.isStale()).isTrue();
        clock.seconds += 50;
        assertThat(hints.isReady()).isFalse();
    }

    @Test
    void aQueueThatIsNotMentionedIsEmpty() {
        Hints hints = hints();
        shards.work = List.of(waiting(1));
        tick(hints);
        assertThat(desired(hints)).isEqualTo(1);

        shards.work = List.of();
        shards.idle = List.of(waiting(0));
        for (int second = 0; second < 130; second++) tick(hints);

        assertThat(desired(hints)).isZero();
        assertThat(hints.queues()).hasSize(1);
    }

    @Test
    void aQueueThatBecomesADeadLetterQueueHasNoHintAnyMoreBeforeItHasDeadLetters() {
        Hints hints = hints();
        shards.work = List.of(waiting(1));
        tick(hints);
        assertThat(hints.views()).hasSize(1);

        shards.work = List.of();
        shards.idle = List.of(deadLetters(waiting(0)));
        for (int second = 0; second < 60; second++) tick(hints);

        assertThat(hint(hints).policy().enabled()).isFalse();
        assertThat(hints.views()).isEmpty();
    }

    @Test
    void aQueueThatIsGoneIsForgottenAfterAMinute() {
        Hints hints = hints();
        shards.work = List.of(waiting(1));
        tick(hints);

        shards.work = List.of();
        for (int second = 0; second < 61; second++) tick(hints);

        assertThat(hints.queues()).isEmpty();
    }

    @Test
    void aBurstAfterALongRestIsNoRate() {
        Hints hints = hints();
        tick(hints);
        shards.idle = List.of(waiting(0));
        tick(hints);
        for (int second = 0; second < 600; second++) tick(hints);

        shards.work = List.of(waiting(1_000));
        for (int second = 0; second < 60; second++) tick(hints);

        assertThat(hint(hints).measured().arrivalRate()).isZero();
    }

    @Test
    void whatAMoveTaskBringsAsFastAsItCanIsNoRate() {
        Hints hints = hints();
        for (int second = 0; second < 200; second++) {
            sent += 10;
            shards.work = List.of(broughtAtOnce(sent, sent / 2));
            tick(hints);
        }

        assertThat(hint(hints).measured().arrivalRate()).isEqualTo(5, within(0.5));
    }

    private QueueWork broughtAtOnce(long messages, long ofThem) {
        QueueWork work = work(counts(messages, 0), ByReceives.NONE, ByReceives.NONE, 0);
        return new QueueWork(
                work.queue(),
                false,
                ofThem,
                0,
                Durations.NONE,
                Durations.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                DueSteps.NONE);
    }

    @Test
    void messagesReceivedTooOftenAreSuspects() {
        Hints hints = hints();
        shards.work = List.of(work(counts(5, 2), receives(3, 4, 4, 5), receives(3, 4), 0));
        tick(hints);

        assertThat(hint(hints).seen().visible()).isEqualTo(3);
        assertThat(hint(hints).seen().inFlight()).isEqualTo(1);
        assertThat(hint(hints).seen().suspects()).isEqualTo(3);
    }

    @Test
    void tellsHowTheTimesThatMessagesAreHeldAreSpread() {
        Hints hints = hints();
        shards.work = List.of(work(counts(1, 0), ByReceives.NONE, ByReceives.NONE, 0));
        tick(hints);
        assertThat(hint(hints).heldSeconds(0.5)).isNaN();

        shards.work = List.of(work(counts(1, 0), ByReceives.NONE, ByReceives.NONE, 100));
        tick(hints);

        assertThat(hint(hints).heldSeconds(0.5)).isEqualTo(0.75, within(0.001));
        assertThat(hint(hints).heldSeconds(0.95)).isEqualTo(0.975, within(0.001));
    }

    @Test
    void whatConsumersSayOfTheirHandsOutlivesThemAndARestart() {
        consumers = new Consumers(1, 1, 0, 8);
        Hints hints = hints();
        shards.work = List.of(waiting(100));
        tick(hints);
        assertThat(hint(hints).consumers()).isEqualTo(consumers);
        consumers = Consumers.NONE;
        tick(hints);
        hints.put(hint(hints), Map.of()).join(); // writes it down

        Hints restarted = hints();
        tick(restarted);

        QueueHint jobs = hint(restarted);
        assertThat(jobs.seesConsumers()).isFalse();
        assertThat(Service.of(jobs.measured(), jobs.seen(), jobs.policy()).hands())
                .isEqualTo(8);
    }

    @Test
    void aConsumerThatDoesNotPollForLongIsKnownByItsMessagesInFlight() {
        consumers = new Consumers(0, 1, 0, 0);
        Hints hints = hints();
        shards.work = List.of(work(counts(0, 3), receives(1, 1, 1), receives(1, 1, 1), 0));
        tick(hints);

        assertThat(hint(hints).consumers()).isEqualTo(new Consumers(3, 0, 0, 0));
    }

    @Test
    void aPurgeBeginsTheCountersAnew() {
        Hints hints = hints();
        shards.work = List.of(work(counts(1, 0), ByReceives.NONE, ByReceives.NONE, 100));
        tick(hints);
        QueueRecord purged = new QueueRecord(JOBS, 8, QueueAttributes.DEFAULTS, Map.of(), 1, 1);
        shards.work = List.of(UntouchedWork.of(purged, counts(0, 0)));

        tick(hints);

        assertThat(hint(hints).measured().samples()).isEqualTo(100);
    }

    @Test
    void whatWasPutIsThereAfterARestart() {
        Hints hints = hints();
        shards.idle = List.of(waiting(0));
        tick(hints);
        QueueHint jobs = hints.of(RECORD);
        hints.put(jobs, Map.of(PolicyField.MIN, "4")).join();
        hints.pin(jobs, new Pin(9, clock.millis() + 3_600_000)).join();

        Hints restarted = hints();

        assertThat(restarted.of(RECORD).policy().min()).isEqualTo(4);
        tick(restarted);
        assertThat(desired(restarted)).isEqualTo(9);
        clock.seconds += 3_600;
        tick(restarted);
        assertThat(desired(restarted)).isEqualTo(4);
    }

    @Test
    void aGroupRemembersWhatItsQueuesHadTogether() {
        Hints hints = hints();
        var others = new QueueId("000000000000", "us-east-1", "others");
        shards.work = List.of(inPool(JOBS, 7, waiting(30)), inPool(others, 8, waiting(12)));
        for (int second = 0; second < 61; second++) tick(hints);

        assertThat(hints.history().of("pool", 0, 0)).hasSize(2).last().satisfies(point -> {
            assertThat(point.visible()).isEqualTo(42);
            assertThat(point.desired()).isEqualTo(5);
        });
        assertThat(hints.history().of(JOBS, 0, 0))
                .hasSize(2)
                .last()
                .extracting(History.Point::visible)
                .isEqualTo(30L);
    }

    private static QueueWork inPool(QueueId id, long log, QueueWork work) {
        var record = new QueueRecord(id, log, QueueAttributes.DEFAULTS, Map.of("scaling.group", "pool"), 1, 1);
        QueueCounts counts = work.queue().counts();
        return UntouchedWork.of(record, counts);
    }

    @Test
    void aDamagedFileIsPutAsideAndHintsBeginAnew() throws IOException {
        Files.writeString(directory.resolve("scaling.json"), "{\"version\":1,\"queues\":[{\"acc");

        Hints hints = hints();
        tick(hints);

        assertThat(hints.isReady()).isTrue();
        assertThat(directory.resolve("scaling.json.damaged")).exists();
        assertThat(directory.resolve("scaling.json")).doesNotExist();
    }

    @AfterEach
    void close() {
        opened.forEach(Hints::close);
    }

    private Hints hints() {
        var options = new HintOptions(
                "000000000000", "us-east-1", directory.resolve("scaling.json"), Map.of(), List.of(), null, false);
        var hints = new Hints(options, shards, () -> Map.of(JOBS, consumers), Runnable::run, clock);
        hints.restore();
        opened.add(hints);
        return hints;
    }

    private void tick(Hints hints) {
        clock.seconds++;
        hints.tick();
    }

    private static QueueHint hint(Hints hints) {
        return hints.of(RECORD);
    }

    private static int desired(Hints hints) {
        var decision = hint(hints).decision();
        return decision == null ? -1 : decision.desired();
    }

    private QueueWork waiting(long messages) {
        sent += messages;
        return work(counts(messages, 0), ByReceives.NONE, ByReceives.NONE, 0);
    }

    private static QueueWork deadLetters(QueueWork work) {
        return new QueueWork(
                work.queue(),
                true,
                work.atOnce(),
                work.completed(),
                work.holds(),
                work.services(),
                work.touched(),
                work.inFlight(),
                work.receivedMillis(),
                work.returned(),
                work.dueSteps());
    }

    private QueueCounts counts(long available, long inFlight) {
        return new QueueCounts(available, inFlight, 0, 1, 0, sent, 0, 0, 0, 0, 0);
    }

    private static QueueWork work(QueueCounts counts, ByReceives touched, ByReceives inFlight, long completed) {
        return new QueueWork(
                new Reply.Described(RECORD, counts),
                false,
                0,
                completed,
                held(completed),
                held(completed),
                touched,
                inFlight,
                ByReceives.NONE,
                ByReceives.NONE,
                DueSteps.NONE);
    }

    /** A second each. */
    private static Durations held(long completed) {
        var counts = new long[Durations.BUCKETS];
        counts[Durations.bucketOf(1_000)] = completed;
        return new Durations(counts, 1_000 * completed);
    }

    /** One message for each number, received so often. */
    private static ByReceives receives(int... times) {
        var numbers = new long[ByReceives.MOST];
        for (int each : times) numbers[each]++;
        return new ByReceives(numbers);
    }

    private static final class PagedShards implements Shards {
        List<QueueWork> work = new ArrayList<>();
        List<QueueWork> idle = new ArrayList<>();
        Submission submission = Submission.TAKEN;

        @Override
        public Submission submit(Command command, ReplyTo replyTo) {
            throw new UnsupportedOperationException("hints change nothing");
        }

        @Override
        public Submission ask(Question question, ReplyTo replyTo) {
            boolean full = ((Question.SurveyWork) question).activeSince() == 0;
            List<QueueWork> told = work.isEmpty() && full ? idle : work;
            if (submission == Submission.TAKEN) replyTo.accept(new Reply.WorkPage(told, null, 1));
            return submission;
        }

        @Override
        public void cancel(ReplyTo replyTo) {
            throw new UnsupportedOperationException("questions do not wait");
        }
    }
}
