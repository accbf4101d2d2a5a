package dev.sluice.broker.trigger;

import static dev.sluice.broker.trigger.TestTrigger.FIFO;
import static dev.sluice.broker.trigger.TestTrigger.JOBS;
import static dev.sluice.broker.trigger.TestTrigger.completed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.trigger.TestTrigger.Invocation;
import dev.sluice.broker.trigger.TriggerStatus.State;
import dev.sluice.broker.trigger.Verdict.Done;
import dev.sluice.broker.trigger.Verdict.Failed;
import dev.sluice.broker.trigger.Verdict.Overloaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TriggerTest {
    private static final Failed BROKEN = new Failed("broken");
    private static final long MINUTE = 60_000;

    @Test
    void messagesThatAreDoneAreDeleted() {
        TestTrigger trigger = standard(10);

        trigger.send("a", "b");
        trigger.pass(0);

        assertThat(trigger.batches()).containsExactly(List.of("a", "b"));
        assertThat(left(trigger)).isZero();
        assertThat(trigger.status().counts()).isEqualTo(new TriggerStatus.Counts(1, 0, 0, 0, 2, 2));
        assertThat(trigger.status().state()).isEqualTo(State.IDLE);
    }

    @Test
    void emptyQueueIsNotAskedAgain() {
        TestTrigger trigger = standard(10);
        trigger.pass(0);
        long received = trigger.counts().received();

        trigger.pass(60 * MINUTE);

        assertThat(trigger.invocations).isEmpty();
        assertThat(trigger.counts().received()).isEqualTo(received);
    }

    @Test
    void failedBatchComesAgainWhenItsVisibilityTimeoutEnds() {
        TestTrigger trigger = standard(10);
        trigger.answerAll(BROKEN);
        trigger.send("a", "b");

        trigger.pass(44_000);
        assertThat(trigger.batches()).containsExactly(List.of("a", "b"));
        assertThat(trigger.status().lastError()).isEqualTo("broken");

        trigger.answerAll(Done.ALL);
        trigger.pass(2_000);
        assertThat(trigger.batches()).hasSize(2);
        assertThat(trigger.invocations.get(1).messages().get(0).receiveCount()).isEqualTo(2);
        assertThat(left(trigger)).isZero();
    }

    @Test
    void messageThatAlwaysFailsBecomesADeadLetter() {
        var dead = new QueueId("000000000000", "us-east-1", "dead");
        TestTrigger trigger = standard(10);
        trigger.create(dead, Map.of());
        trigger.set(
                QueueAttribute.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":3}".formatted(dead.arn()));
        trigger.answer(
                call -> completed(call.bodies().contains("bad") ? new Done(Set.of(call.idOf("bad"))) : Done.ALL));

        trigger.send("good", "bad");
        trigger.pass(5 * MINUTE);

        assertThat(trigger.batches()).containsExactly(List.of("good", "bad"), List.of("bad"), List.of("bad"));
        assertThat(trigger.counts(dead).available()).isOne();
        assertThat(left(trigger)).isZero();
    }

    @Test
    void partialFailureKeepsTheNamedMessagesAndDoesNotBrake() {
        TestTrigger trigger = standard(10);
        trigger.answer(call -> completed(new Done(Set.of(call.idOf("b")))));

        for (int round = 0; round < 20; round++) {
            trigger.send("a", "b", "c");
            trigger.pass(0);
        }

        assertThat(left(trigger)).isEqualTo(20);
        assertThat(trigger.status().counts().partial()).isEqualTo(20);
        assertThat(trigger.status().state()).isNotEqualTo(State.BRAKING);
    }

    @Test
    void smallBatchesAreReceivedSeveralAtOnce() {
        TestTrigger trigger = standard(2);
        trigger.answer(call -> new CompletableFuture<>());

        trigger.send("a", "b", "c", "d", "e");
        trigger.pass(0);

        assertThat(trigger.batches()).containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
    }

    @Test
    void beginsWithFiveAndRunsThreeHundredMoreAMinuteLater() {
        TestTrigger trigger = standard(1);
        trigger.set(QueueAttribute.VISIBILITY_TIMEOUT, "3600");
        trigger.answer(call -> new CompletableFuture<>());
        for (int i = 0; i < 400; i++) trigger.send("m" + i);

        trigger.pass(0);
        assertThat(trigger.invocations).hasSize(5);
        assertThat(trigger.counts().inFlight()).isEqualTo(5);

        trigger.pass(MINUTE);
        assertThat(trigger.invocations).hasSize(305);
        assertThat(trigger.status().inUse()).isEqualTo(305);
        assertThat(trigger.status().state()).isEqualTo(State.ACTIVE);
    }

    @Test
    void brokenFunctionIsInvokedLessAndLessAndThenAsBefore() {
        TestTrigger trigger = standard(1);
        trigger.answerAll(BROKEN);
        for (int i = 0; i < 500; i++) trigger.send("m" + i);

        trigger.pass(2 * MINUTE);
        assertThat(trigger.status().state()).isEqualTo(State.BRAKING);
        assertThat(trigger.status().allowed()).isOne();
        assertThat(trigger.invocations).hasSizeBetween(6, 25);

        trigger.answerAfter(100, Done.ALL);
        trigger.pass(2 * MINUTE);
        assertThat(trigger.status().state()).isEqualTo(State.IDLE);
        assertThat(left(trigger)).isZero();
    }

    @Test
    void overloadedFunctionIsLeftAloneForAsLongAsItAsks() {
        TestTrigger trigger = standard(1);
        trigger.answer(call -> completed(call.millis() < 20_000 ? new Overloaded("answered 503", 20_000) : Done.ALL));

        trigger.send("a");
        trigger.pass(1_000);
        trigger.send("b");
        trigger.pass(18_000);
        assertThat(trigger.invocations).hasSize(1);
        assertThat(trigger.status().state()).isEqualTo(State.BRAKING);

        trigger.pass(2_000);
        assertThat(trigger.invocations).extracting(Invocation::millis).containsExactly(0L, 20_000L);
        assertThat(trigger.status().counts().overloaded()).isOne();
    }

    @Test
    void largeBatchIsInvokedWhenItIsFullOrItsWindowEnds() {
        var trigger = new TestTrigger(TestTrigger.of(JOBS, 25, 5)).withQueue(Map.of());
        for (int i = 0; i < 30; i++) trigger.send("m" + i);

        trigger.pass(4_999);
        assertThat(trigger.invocations).hasSize(1);
        assertThat(trigger.invocations.get(0).messages()).hasSize(25);

        trigger.send("late");
        trigger.pass(1);
        assertThat(trigger.invocations.get(1).millis()).isEqualTo(5_000);
        assertThat(trigger.invocations.get(1).bodies()).containsExactly("m25", "m26", "m27", "m28", "m29", "late");
        assertThat(left(trigger)).isZero();
    }

    @Test
    void batchTakesNoMoreThanLambdaDoes() {
        TestTrigger trigger = standard(10);
        String large = "x".repeat(1 << 20);

        for (int i = 0; i < 8; i++) trigger.send(large);
        trigger.pass(0);

        assertThat(trigger.invocations)
                .extracting(call -> call.messages().size())
                .containsExactly(5, 3);
        assertThat(left(trigger)).isZero();
    }

    @Test
    void noMoreBytesAreHeldThanAllowedButForOneReceive() {
        var options = new TriggersOptions(List.of(TestTrigger.of(JOBS, 1, 0)), 3 << 20);
        var trigger = new TestTrigger(options).withQueue(Map.of());
        var answers = new ArrayList<CompletableFuture<Verdict>>();
        trigger.answer(call -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        });
        String large = "x".repeat(1 << 20);

        for (int i = 0; i < 30; i++) trigger.send(large);
        trigger.pass(10_000);
        assertThat(answers).hasSize(5);

        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).complete(Done.ALL);
            trigger.pass(0);
        }
        assertThat(left(trigger)).isZero();
    }

    @Test
    void groupIsInOneBatchAtATimeAndInOrder() {
        TestTrigger trigger = fifo();
        var busy = new HashSet<String>();
        var seen = new ArrayList<String>();
        trigger.answer(call -> {
            Set<String> groups = new HashSet<>();
            call.messages()
                    .forEach(each -> groups.add(String.valueOf(each.message().groupId())));
            for (String group : groups) assertThat(busy.add(group)).as(group).isTrue();
            seen.addAll(call.bodies());
            var answer = new CompletableFuture<Verdict>();
            trigger.later(50, () -> {
                busy.removeAll(groups);
                answer.complete(Done.ALL);
            });
            return answer;
        });
        for (int i = 10; i < 50; i++) {
            for (String group : List.of("a", "b", "c")) trigger.sendInGroup(group, group + i);
        }

        trigger.pass(MINUTE);

        for (String group : List.of("a", "b", "c")) {
            assertThat(seen.stream().filter(each -> each.startsWith(group)))
                    .hasSize(40)
                    .isSorted();
        }
        assertThat(left(trigger)).isZero();
    }

    @Test
    void groupIsKeptFromItsFirstFailureOn() {
        TestTrigger trigger = fifo();
        trigger.sendInGroup("a", "a1", "a2", "a3");
        trigger.sendInGroup("b", "b1", "b2");
        trigger.answer(call -> {
            assertThat(call.bodies()).contains("a1", "a2", "a3");
            return completed(new Done(Set.of(call.idOf("a2"))));
        });
        trigger.pass(0);
        trigger.answerAll(Done.ALL);
        trigger.pass(MINUTE);

        var a = trigger.batches().stream()
                .flatMap(List::stream)
                .filter(each -> each.startsWith("a"))
                .toList();
        assertThat(a).containsExactly("a1", "a2", "a3", "a2", "a3");
        assertThat(left(trigger)).isZero();
    }

    @Test
    void largeMessagesOfAGroupStayInOrder() {
        TestTrigger trigger = fifo();
        var sizes = new ArrayList<Integer>();
        trigger.answer(call -> {
            call.messages().forEach(each -> sizes.add(each.message().body().length));
            return completed(Done.ALL);
        });

        for (int i = 0; i < 10; i++) trigger.sendInGroup("a", "x".repeat((1 << 20) - 10 + i));
        trigger.pass(MINUTE);

        assertThat(trigger.invocations).hasSize(2);
        assertThat(sizes).isSorted().hasSize(10);
        assertThat(trigger.invocations.get(1).messages())
                .allSatisfy(each -> assertThat(each.receiveCount()).isOne());
    }

    @Test
    void messagesAreHiddenForAsLongAsTheyMayBeInHand() {
        TestTrigger trigger = standard(10);
        trigger.set(QueueAttribute.VISIBILITY_TIMEOUT, "2");
        trigger.answerAfter(29_000, Done.ALL);

        trigger.send("a");
        trigger.pass(MINUTE);

        assertThat(trigger.invocations).hasSize(1);
        assertThat(trigger.invocations.get(0).timeout()).isEqualTo(Duration.ofMillis(29_900));
        assertThat(left(trigger)).isZero();
        assertThat(trigger.status().problem()).contains("2 s, which is less than the 30 s");
    }

    @Test
    void queueThatIsMissingIsTakenUpWhenItIsThere() {
        var trigger = new TestTrigger(TestTrigger.of(JOBS, 10, 0));
        trigger.pass(MINUTE);
        assertThat(trigger.status().problem()).startsWith("there is no queue");
        assertThat(trigger.status().state()).isEqualTo(State.IDLE);

        trigger.create(JOBS, Map.of());
        trigger.send("a");
        trigger.pass(0);

        assertThat(trigger.batches()).containsExactly(List.of("a"));
        assertThat(trigger.status().problem()).isNull();
    }

    @Test
    void crashForgetsNothing() {
        TestTrigger trigger = standard(10);
        trigger.answer(call -> new CompletableFuture<>());
        trigger.send("a", "b");
        trigger.pass(0);

        trigger.startAnew();
        trigger.answerAll(Done.ALL);
        trigger.pass(46_000);

        assertThat(trigger.batches()).containsExactly(List.of("a", "b"), List.of("a", "b"));
        assertThat(left(trigger)).isZero();
    }

    @Test
    void drainingWaitsForWhatRunsAndGivesBackWhatDoesNot() {
        var trigger = new TestTrigger(TestTrigger.of(JOBS, 2, 60)).withQueue(Map.of());
        var answer = new CompletableFuture<Verdict>();
        trigger.answer(call -> answer);
        trigger.send("a", "b", "c");
        trigger.pass(0);
        assertThat(trigger.counts().inFlight()).isEqualTo(3);

        CompletableFuture<Void> drained = trigger.drain();
        trigger.send("d");
        trigger.pass(1_000);
        assertThat(drained).isNotDone();
        assertThat(trigger.invocations).hasSize(1);
        assertThat(trigger.counts().available()).isEqualTo(2);

        answer.complete(Done.ALL);
        trigger.pass(0);
        assertThat(drained).isDone();
        assertThat(left(trigger)).isEqualTo(2);
    }

    @Test
    void credentialsOfTheFunctionAreNotTold() {
        assertThat(standard(1).status().url()).isEqualTo("http://function.example/run");
    }

    private static TestTrigger standard(int batchSize) {
        return new TestTrigger(TestTrigger.of(JOBS, batchSize, 0))
                .withQueue(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "45"));
    }

    private static TestTrigger fifo() {
        return new TestTrigger(TestTrigger.of(FIFO, 10, 0)).withQueue(Map.of(QueueAttribute.FIFO_QUEUE, "true"));
    }

    private static long left(TestTrigger trigger) {
        return trigger.counts().available() + trigger.counts().inFlight();
    }
}
