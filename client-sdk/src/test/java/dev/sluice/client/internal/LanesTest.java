package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.MessageCodec;
import dev.sluice.protocol.sqs.ReceivedMessage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final Lanes<String> lanes = new Lanes<>(true);

    @Test
    void messagesOfAStandardQueueDoNotWaitForOneAnotherWhateverTheirGroup() {
        var standard = new Lanes<String>(false);
        standard.add(held("a1"));
        assertThat(ids(standard.take(1))).containsExactly("a1");

        standard.add(held("a2"));

        assertThat(ids(standard.take(10))).containsExactly("a2");
    }

    @Test
    void aGroupRestsWhileOneOfItsMessagesIsAtWork() {
        add("a1", "a2", "b1");
        List<Held<String>> first = lanes.take(1);
        assertThat(ids(lanes.take(1))).containsExactly("b1");
        assertThat(lanes.has(1)).isFalse();

        lanes.gone(first.get(0));

        assertThat(ids(lanes.take(1))).containsExactly("a2");
    }

    @Test
    void aBatchTakesSeveralOfAGroupInTheirOrderAndThoseOfOthers() {
        add("a1", "b1", "a2", "b2");

        assertThat(ids(lanes.take(3))).containsExactly("a1", "a2", "b1");
        assertThat(lanes.has(1)).isFalse();
    }

    @Test
    void aGroupTakenInABatchRestsUntilAllOfThatAreGone() {
        add("a1", "a2", "a3");
        List<Held<String>> batch = lanes.take(2);

        lanes.gone(batch.get(0));
        assertThat(lanes.has(1)).isFalse();
        lanes.gone(batch.get(1));

        assertThat(ids(lanes.take(2))).containsExactly("a3");
    }

    @Test
    void countsOnlyWhatMayBegin() {
        add("a1", "a2", "b1");
        assertThat(lanes.has(3)).isTrue();

        List<Held<String>> unused = lanes.take(1);

        assertThat(lanes.has(1)).isTrue();
        assertThat(lanes.has(2)).isFalse();
        assertThat(lanes.size()).isEqualTo(2);
    }

    @Test
    void takingFromOneThatWaitsTakesThoseBehindItToo() {
        List<Held<String>> group = add("a1", "a2", "a3");

        assertThat(ids(lanes.takeFrom(group.get(1)))).containsExactly("a2", "a3");
        assertThat(lanes.takeFrom(group.get(1))).isEmpty();

        assertThat(ids(lanes.take(10))).containsExactly("a1");
    }

    @Test
    void nothingIsLeftOfAGroupThatIsTakenAway() {
        List<Held<String>> group = add("a1", "a2");
        assertThat(lanes.takeFrom(group.get(0))).hasSize(2);
        assertThat(lanes.size()).isZero();

        List<Held<String>> others = add("b1", "b2", "c1");
        List<Held<String>> unused = lanes.take(1);
        assertThat(ids(lanes.takeBehind(others.get(0)))).containsExactly("b2");
        assertThat(ids(lanes.takeWaiting())).containsExactly("c1");
        lanes.gone(others.get(0));

        assertThat(lanes.size()).isZero();
        assertThat(lanes.has(1)).isFalse();
    }

    private List<Held<String>> add(String... ids) {
        var added = List.of(ids).stream().map(LanesTest::held).toList();
        added.forEach(lanes::add);
        return added;
    }

    private static List<String> ids(List<Held<String>> messages) {
        return messages.stream().map(Held::id).toList();
    }

    /** Of the group that its id begins with. */
    private static Held<String> held(String id) {
        var wire = new ReceivedMessage(
                id, "receipt", "", "body", Map.of("MessageGroupId", id.substring(0, 1)), "", Map.of());
        return new Held<>(new dev.sluice.client.internal.ReceivedMessage<>(wire, MessageCodec.text()), 0);
    }
}
