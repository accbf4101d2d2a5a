package dev.sluice.broker.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index and the heaps at sizes that the model tests do not reach. */
class TouchedMessagesTest {
    private final TouchedMessages touched = new TouchedMessages();
    private final Random random = new Random(42);

    @Test
    void everyMessageIsFoundAmongThousandsComingAndGoing() {
        Map<Position, TouchedMessage> expected = new HashMap<>();
        List<Position> present = new ArrayList<>();
        for (int step = 0; step < 40_000; step++) {
            boolean grow = random.nextInt(100) < (step < 20_000 ? 70 : 30);
            if (grow || present.isEmpty()) {
                TouchedMessage message = message(step);
                touched.add(message);
                touched.place(message, random.nextInt(1_000));
                expected.put(message.position(), message);
                present.add(message.position());
            } else {
                Position gone = takeRandom(present);
                touched.remove(require(expected.remove(gone)));
                assertThat(touched.find(gone)).isNull();
            }
            if (step % 4_000 == 0) touched.checkInvariants();
        }

        touched.checkInvariants();
        assertThat(touched.size()).isEqualTo(expected.size());
        expected.forEach(
                (position, message) -> assertThat(touched.find(position)).isSameAs(message));
    }

    @Test
    void messagesOfEqualSequenceInTheTwoLanesAreOthers() {
        TouchedMessage available = message(Position.available(7), 0, 1);
        TouchedMessage delayed = message(new Position(100, 7), 0, 1);
        touched.add(available);
        touched.add(delayed);

        assertThat(touched.find(Position.available(7))).isSameAs(available);
        assertThat(touched.find(new Position(100, 7))).isSameAs(delayed);
        assertThat(touched.find(new Position(200, 7))).isNull();
    }

    @Test
    void hiddenMessagesComeBackInTheOrderOfTheirInstantsThenTheirPositions() {
        for (int i = 0; i < 5_000; i++) touched.restore(message(Position.available(i), random.nextInt(300), 1));

        touched.reveal(299);

        TouchedMessage previous = require(touched.takeReady(true));
        for (int i = 1; i < 5_000; i++) {
            TouchedMessage next = require(touched.takeReady(true));
            assertThat(next.visibleAt).isGreaterThanOrEqualTo(previous.visibleAt);
            if (next.visibleAt == previous.visibleAt) assertThat(next.sequence).isGreaterThan(previous.sequence);
            previous = next;
        }
        assertThat(touched.takeReady(true)).isNull();
    }

    @Test
    void messagesHiddenAtALaterInstantAreCountedWithoutBeingMoved() {
        for (int i = 0; i < 1_000; i++) touched.restore(message(Position.available(i), i, 1));

        assertThat(touched.hiddenAt(-1)).isEqualTo(1_000);
        assertThat(touched.hiddenAt(299)).isEqualTo(700);
        assertThat(touched.hiddenAt(5_000)).isZero();
        assertThat(touched.hidden()).isEqualTo(1_000);
    }

    @Test
    void memoryOfAGreatNumberIsGivenBackAndTakenAgain() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10_000; i++) {
                TouchedMessage message = message(i);
                touched.add(message);
                touched.place(message, 0);
            }
            while (touched.size() > 0) touched.remove(touched.oldest());
            touched.checkInvariants();
        }
        assertThat(touched.bytes()).isZero();
    }

    private TouchedMessage message(long sequence) {
        Position position = random.nextBoolean()
                ? Position.available(sequence)
                : new Position(100L * (1 + random.nextInt(50)), sequence);
        return message(position, random.nextInt(1_000), 1 + random.nextInt(3));
    }

    private TouchedMessage message(Position position, long visibleAt, int receiveCount) {
        return new TouchedMessage(position, new Touched(visibleAt, 1, 1, random.nextInt(1_000), receiveCount, 1, 100));
    }

    private Position takeRandom(List<Position> positions) {
        int index = random.nextInt(positions.size());
        Position last = positions.remove(positions.size() - 1);
        return index == positions.size() ? last : positions.set(index, last);
    }

    private static <T> T require(@Nullable T value) {
        assertThat(value).isNotNull();
        if (value == null) throw new AssertionError();
        return value;
    }
}
