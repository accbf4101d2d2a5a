package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.MessageCodec;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beats on a clock of the test's own, which may also stand still for everybody but the server. */
class HeartbeatTest implements Heartbeat.Beats, Heartbeat.Losses<String> {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int VISIBILITY_SECONDS = 30;

    private final Map<String, Held<String>> held = new LinkedHashMap<>();
    private final Deque<CompletableFuture<Boolean>> unanswered = new ArrayDeque<>();
    private final List<List<Held<String>>> losses = new ArrayList<>();
    private final Heartbeat<String> heartbeat =
            new Heartbeat<>(this, Runnable::run, held.values(), VISIBILITY_SECONDS, Duration.ofHours(1), this);
    private long now = 1_000 * SECOND;
    private long lateNanos;

    @BeforeEach
    void hold() {
        for (String id : List.of("a", "b", "c")) {
            var message = new Held<>(received(id), now + VISIBILITY_SECONDS * SECOND);
            message.stage = Held.Stage.HANDLING;
            message.begun = now;
            held.put(id, message);
        }
    }

    @Test
    void aBeatIsDueAtHalfOfTheTimeout() {
        ticks(14);
        assertThat(unanswered).isEmpty();

        ticks(1);
        assertThat(unanswered).hasSize(3);
    }

    @Test
    void whatIsAnsweredInTimeIsNeverLost() {
        for (int i = 0; i < 10; i++) {
            ticks(15);
            answer();
        }

        assertThat(losses).isEmpty();
    }

    @Test
    void whatIsNotAnsweredUntilItsTimeoutIsLost() {
        ticks(29);
        assertThat(losses).isEmpty();

        ticks(1);
        assertThat(losses).containsExactly(List.copyOf(held.values()));
        assertThat(lateNanos).isZero();
    }

    @Test
    void whatRanOutWhileTheProcessStoodStillIsLostAtOnceAndTold() {
        standStill(40);

        assertThat(losses).containsExactly(List.copyOf(held.values()));
        assertThat(lateNanos).isEqualTo(40 * SECOND);
    }

    @Test
    void aBeatThatWasAnsweredMeanwhileCounts() {
        ticks(15);
        standStill(16); // the server has all three until the 45th second
        assertThat(losses).isEmpty();

        answer();
        ticks(10);

        assertThat(losses).isEmpty();
    }

    @Test
    void aBeatThatWasNotAnsweredMeanwhileLosesItsMessageATickLater() {
        ticks(15);
        standStill(16);
        assertThat(losses).isEmpty();

        ticks(1);

        assertThat(losses).containsExactly(List.copyOf(held.values()));
    }

    @Test
    void aDeletionUnderWayIsJudgedATickLaterToo() {
        held.values().forEach(message -> message.stage = Held.Stage.DELETING);
        standStill(40);
        assertThat(losses).isEmpty();

        held.remove("a"); // confirmed
        ticks(1);

        assertThat(losses).containsExactly(List.copyOf(held.values()));
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            now += heartbeat.tickNanos();
            heartbeat.tick(now, now);
        }
    }

    private void standStill(int seconds) {
        long due = now;
        now += seconds * SECOND;
        heartbeat.tick(now, due);
    }

    private void answer() {
        for (var beat = unanswered.poll(); beat != null; beat = unanswered.poll()) beat.complete(true);
    }

    private static dev.sluice.client.Received<String> received(String id) {
        var message = new ReceivedMessage(id, "receipt of " + id, "", "body", Map.of(), "", Map.of());
        return new dev.sluice.client.internal.ReceivedMessage<>(message, MessageCodec.text());
    }

    @Override
    public CompletableFuture<?> hide(String receipt, int seconds) {
        var beat = new CompletableFuture<Boolean>();
        unanswered.add(beat);
        return beat;
    }

    @Override
    public void answered(boolean well) {}

    @Override
    public void lost(List<Held<String>> messages, long late) {
        losses.add(messages);
        lateNanos = late;
        messages.forEach(Held::lose);
    }
}
