package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.NEWS;
import static dev.sluice.broker.store.Fixtures.READER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.SubscriptionRecord.State;
import dev.sluice.broker.engine.effect.TopicHead;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The rows of topics, byte for byte. Where one of these must change, rows that brokers have written become unreadable. */
class TopicRowsTest {
    private static final String ACCOUNT_REGION_NEWS =
            "303030303030303030303030" + "00" + "75732d656173742d31" + "00" + "6e657773";

    @Test
    void topicIsTheseBytes() {
        var topic = Fixtures.topic(NEWS, 7);
        String bytes = "01" + "0000000000000007" + "00000000000003e8"
                + "00000001" + "0000000b" + "446973706c61794e616d65" + "00000004" + "4e657773"
                + "00000001" + "00000004" + "7465616d" + "00000008" + "7061796d656e7473"
                + "00000002" + "7b7d";

        assertThat(hex(Keys.topic(NEWS))).isEqualTo("74" + ACCOUNT_REGION_NEWS);
        assertThat(Keys.readTopic(read("74" + ACCOUNT_REGION_NEWS))).isEqualTo(NEWS);
        assertThat(hex(TopicRows.topic(topic))).isEqualTo(bytes);
        assertThat(TopicRows.readTopic(NEWS, read(bytes))).isEqualTo(topic);
    }

    @Test
    void subscriptionIsTheseBytes() {
        var subscription = Fixtures.subscription(READER, State.LEFT);
        String key = "75" + ACCOUNT_REGION_NEWS + "00" + "0000000000000001" + "0000000000000002";
        String bytes = "01" + "0000000000000003" + "00000000000003e8" + "00000000000007d0" + "02" + "03"
                + "00000003" + "737173"
                + "00000029" + hex(Fixtures.ORDERS.arn().getBytes(UTF_8))
                + "0000000c" + "303030303030303030303030"
                + "0000001e" + hex("arn:aws:iam::000000000000:root".getBytes(UTF_8))
                + "00000005" + "746f6b656e"
                + "00000001" + "00000012" + "5261774d65737361676544656c6976657279" + "00000004" + "74727565";

        assertThat(hex(Keys.subscription(READER))).isEqualTo(key);
        assertThat(Keys.readSubscription(read(key))).isEqualTo(READER);
        assertThat(hex(TopicRows.subscription(subscription))).isEqualTo(bytes);
        assertThat(TopicRows.readSubscription(READER, read(bytes))).isEqualTo(subscription);
    }

    @Test
    void subscriptionOfAnyStateReadsBack() {
        for (State state : State.values()) {
            var subscription = Fixtures.subscription(READER, state);

            assertThat(TopicRows.readSubscription(READER, ByteBuffer.wrap(TopicRows.subscription(subscription))))
                    .isEqualTo(subscription);
        }
    }

    @Test
    void headOfATopicIsTheseBytesWhichNoHeadOfAQueueBeginsWith() {
        var head = new TopicHead(1, 2, 3, 4, 5);
        String bytes = "41" + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                + "0000000000000005";
        var out = ByteBuffer.allocate(Rows.MAX_FIXED_BYTES);

        TopicRows.head(out, head);

        assertThat(HexFormat.of().formatHex(out.array(), 0, out.position())).isEqualTo(bytes);
        assertThat(TopicRows.isHead(read(bytes))).isTrue();
        assertThat(TopicRows.readHead(read(bytes))).isEqualTo(head);
        assertThatThrownBy(() -> Rows.readHead(read(bytes))).isInstanceOf(StoreException.class);
    }

    @Test
    void replayIsTheseBytes() {
        var replay = new Replay(READER, 258, Replay.State.COMPLETED, 3);
        String key = "78" + ACCOUNT_REGION_NEWS + "00" + "0000000000000001" + "0000000000000002";
        String bytes = "01" + "0000000000000102" + "01" + "0000000000000003";

        assertThat(hex(Keys.replay(READER))).isEqualTo(key);
        assertThat(Keys.readSubscription(read(key))).isEqualTo(READER);
        assertThat(hex(TopicRows.replay(replay))).isEqualTo(bytes);
        assertThat(TopicRows.readReplay(READER, read(bytes))).isEqualTo(replay);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static ByteBuffer read(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
