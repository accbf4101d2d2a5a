package dev.sluice.broker.engine;

import static dev.sluice.broker.engine.TestQueue.START;
import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.model.QueueAttribute;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The rules of retention. */
@ParameterizedClass
@EnumSource(Course.class)
class RetentionTest {
    private final TestQueue queue;

    RetentionTest(Course course) {
        queue = new TestQueue(course);
    }

    @AfterEach
    void everythingFitsTogether() {
        queue.shard.machine().checkInvariants();
    }

    @Test
    void messageIsGoneWhenItsRetentionEnds() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.send("a");

        queue.advance(59_999, MILLIS);
        queue.tick();
        assertThat(queue.counts().available()).isEqualTo(1);
        queue.advance(1, MILLIS);
        queue.tick();
        assertThat(queue.counts().available()).isZero();
        assertThat(queue.counts().expired()).isEqualTo(1);
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void messageInFlightExpiresToo() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.send("a");
        var delivery = queue.receiveHiding(1, 600).get(0);

        queue.advance(60, SECONDS);
        queue.tick();

        assertThat(queue.counts().inFlight()).isZero();
        assertThat(queue.counts().expired()).isEqualTo(1);
        assertThat(queue.delete(delivery)).isNull();
        assertThat(queue.changeVisibility(delivery, 0)).isEqualTo(Rejection.MESSAGE_NOT_AVAILABLE);
    }

    @Test
    void receivingDoesNotProlongRetention() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.send("a");
        queue.advance(50, SECONDS);
        queue.receiveHiding(1, 0);

        queue.advance(10, SECONDS);
        assertThat(queue.receive()).isEmpty();
    }

    @Test
    void retentionRunsFromTheSendNotFromTheEndOfADelay() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.sendDelayed("a", 30);
        queue.advance(30, SECONDS);
        queue.tick();
        assertThat(queue.counts().available()).isEqualTo(1);

        queue.advance(30, SECONDS);
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().expired()).isEqualTo(1);
    }

    @Test
    void messageDelayedBeyondItsRetentionIsNeverReceived() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.sendDelayed("a", 90);

        queue.advance(90, SECONDS);
        assertThat(queue.receive()).isEmpty();
        assertThat(queue.counts().expired()).isEqualTo(1);
        assertThat(queue.counts().delayed()).isZero();
    }

    @Test
    void expiredMessageBehindAYoungerOneIsNeverReceived() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 120);
        queue.sendDelayed("old", 100);
        queue.advance(60, SECONDS);
        queue.sendDelayed("young", 10);

        queue.advance(60, SECONDS);

        assertThat(queue.receive()).containsExactly("young");
        assertThat(queue.counts().expired()).isEqualTo(1);
    }

    @Test
    void newRetentionAppliesToStoredMessagesAtOnce() {
        queue.send("a");
        queue.advance(100, SECONDS);
        queue.send("b");

        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 100);

        assertThat(queue.counts().expired()).isEqualTo(1);
        assertThat(queue.receive()).containsExactly("b");
    }

    @Test
    void longerRetentionSavesStoredMessages() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.send("a");
        queue.advance(59, SECONDS);

        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 120);

        queue.advance(60, SECONDS);
        assertThat(queue.receive()).containsExactly("a");
    }

    @Test
    void anyNumberOfMessagesExpiresAtOnceAndIsCountedExactly() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        for (int i = 0; i < 700; i++) {
            queue.send("old " + i);
            queue.advance(1, MILLIS);
        }
        queue.advance(59_300, MILLIS);
        queue.send("young");
        queue.advance(650, MILLIS);
        queue.tick();

        // The message sent at START + i expires at START + 60,000 + i; it is START + 60,650 now.
        assertThat(queue.clock.millis()).isEqualTo(START + 60_650);
        assertThat(queue.counts().expired()).isEqualTo(651);
        assertThat(queue.counts().available()).isEqualTo(50);
        assertThat(queue.receive(1)).containsExactly("old 651");
    }

    @Test
    void bytesAreExactAgainWhenNothingWaits() {
        queue.set(QueueAttribute.MESSAGE_RETENTION_PERIOD, 60);
        queue.send("a", "a long message ".repeat(50));
        queue.advance(30, SECONDS);
        queue.send("b");
        queue.advance(30, SECONDS);
        queue.tick();

        assertThat(queue.receive()).containsExactly("b");
        assertThat(queue.counts().bytes()).isEqualTo(TestQueue.message("b", 1).weight());
    }
}
