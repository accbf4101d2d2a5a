package dev.sluice.broker.store;

import static dev.sluice.broker.store.Fixtures.ORDERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.effect.Reply.SendOutcome;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.DeadLetterOrigin;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** The rows on disk, byte for byte. Where one of these must change, rows that brokers have written become unreadable. */
class RowsTest {
    private static final String KEY = "0000000000000001" + "00" + "0000000000000001";

    @Test
    void keysAreTheseBytes() {
        assertThat(HexFormat.of().formatHex(Keys.format())).isEqualTo("76");
        assertThat(HexFormat.of().formatHex(Keys.shard())).isEqualTo("68");
        assertThat(HexFormat.of().formatHex(Keys.queue(ORDERS)))
                .isEqualTo("71" + "303030303030303030303030" + "00" + "75732d656173742d31" + "00" + "6f7264657273");
        assertThat(written(out -> Keys.position(out, 7, Position.available(258))))
                .isEqualTo("0000000000000007" + "00" + "0000000000000102");
        assertThat(written(out -> Keys.position(out, 7, new Position(0x0102030405L, 3))))
                .isEqualTo("0000000000000007" + "01" + "0000000102030405" + "0000000000000003");
        assertThat(written(out -> Keys.position(out, 7, Position.heldBack(258))))
                .isEqualTo("0000000000000007" + "02" + "0000000000000102");
        assertThat(written(out -> Keys.log(out, 7))).isEqualTo("0000000000000007");
        assertThat(written(out -> Keys.due(out, 7, 0x0102030405L))).isEqualTo("0000000000000007" + "0000000102030405");
    }

    @Test
    void formatIsTheseBytes() {
        assertThat(HexFormat.of().formatHex(Format.row(Format.VERSION))).isEqualTo("00000002");
    }

    @Test
    void shardHeadIsTheseBytes() {
        var head = new ShardHead(1, 2, 3);
        String bytes = "01" + "0000000000000001" + "0000000000000002" + "0000000000000003";

        assertThat(written(out -> Rows.shard(out, head))).isEqualTo(bytes);
        assertThat(Rows.readShard(read(bytes))).isEqualTo(head);
    }

    @Test
    void queueHeadIsTheseBytes() {
        var head = new QueueHead(1, 2, 3, new Position(4, 5), 6, new Position(7, 8), 9, 10, 11, 12, 13, 14, 15, 16, 17);
        String bytes = "01"
                + "0000000000000001" + "0000000000000002" + "0000000000000003"
                + "0000000000000004" + "0000000000000005" + "0000000000000006"
                + "0000000000000007" + "0000000000000008" + "0000000000000009"
                + "000000000000000a" + "0000000b" + "000000000000000c"
                + "000000000000000d" + "000000000000000e" + "000000000000000f"
                + "0000000000000010" + "0000000000000011";

        assertThat(written(out -> Rows.head(out, head))).isEqualTo(bytes);
        assertThat(Rows.readHead(read(bytes))).isEqualTo(head);
    }

    @Test
    void headOfAQueueThatHoldsMessagesBackIsTheseBytes() {
        var fairness = new Fairness(
                3,
                2,
                1,
                4,
                List.of(new Fairness.Recent(5, 6), new Fairness.Recent(7, 8)),
                List.of(new Fairness.HeldBack(9, 10)));
        var head = new QueueHead(
                1, 2, 3, new Position(4, 5), 6, new Position(7, 8), 9, 10, 11, 12, 13, 14, 15, 16, 17, fairness);
        var plain =
                new QueueHead(1, 2, 3, new Position(4, 5), 6, new Position(7, 8), 9, 10, 11, 12, 13, 14, 15, 16, 17);
        String bytes = "02"
                + written(out -> Rows.head(out, plain)).substring(2)
                + "0000000000000003" + "0000000000000002" + "0000000000000001" + "0000000000000004"
                + "00000002" + "0000000000000005" + "00000006" + "0000000000000007" + "00000008"
                + "00000001" + "0000000000000009" + "000000000000000a";

        assertThat(written(out -> Rows.head(out, head))).isEqualTo(bytes);
        assertThat(Rows.readHead(read(bytes))).isEqualTo(head);
    }

    @Test
    void theLargestHeadFits() {
        var recent = Collections.nCopies(Fairness.MOST_RECENT, new Fairness.Recent(1, 2));
        var heldBack = Collections.nCopies(Fairness.MOST_HELD_BACK, new Fairness.HeldBack(1, 2));
        var head = new QueueHead(
                1,
                1,
                1,
                QueueHead.START,
                1,
                QueueHead.START,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                new Fairness(2, 1, 1, 1, recent, heldBack));

        var out = ByteBuffer.allocate(Rows.MAX_HEAD_BYTES);
        Rows.head(out, head);

        assertThat(Rows.readHead(out.flip())).isEqualTo(head);
    }

    @Test
    void touchedMessageIsTheseBytes() {
        var touched = new Touched(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        String bytes = "01"
                + "0000000000000001" + "0000000000000002" + "0000000000000003" + "0000000000000004"
                + "00000005" + "00000006" + "00000007" + "0000000000000008"
                + "0000000000000009" + "0000000a";

        assertThat(written(out -> Rows.touched(out, touched))).isEqualTo(bytes);
        assertThat(Rows.readTouched(read(bytes))).isEqualTo(touched);
    }

    @Test
    void touchedGroupIsTheseBytes() {
        var touched = new Touched(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        var messages = List.of(new Touched.InGroup(11, touched), new Touched.InGroup(12, touched));
        String one = written(out -> Rows.touched(out, touched));

        String bytes = "00000002" + "000000000000000b" + one + "000000000000000c" + one;

        assertThat(written(out -> TouchedGroupRow.write(out, messages))).isEqualTo(bytes);
        assertThat(TouchedGroupRow.read(read(bytes))).isEqualTo(messages);
        assertThat(written(out -> Keys.group(out, 7, 8))).isEqualTo("0000000000000007" + "03" + "0000000000000008");
    }

    @Test
    void dueCountIsTheseBytes() {
        assertThat(written(out -> Rows.due(out, 258))).isEqualTo("01" + "00000102");
        assertThat(Rows.readDue(read("0100000102"))).isEqualTo(258);
    }

    @Test
    void acceptedRequestIsTheseBytes() {
        var request = new AcceptedRequest(
                1,
                2,
                List.of(
                        SendOutcome.accepted(new MessageId(3, 4)),
                        SendOutcome.rejected(new Rejected(Rejection.MESSAGE_TOO_LARGE, "1024"))));
        String bytes = "01" + "0000000000000001" + "0000000000000002" + "02"
                + ("00" + "0000000000000003" + "0000000000000004")
                + ("01" + "00000400");

        assertThat(written(out -> RequestRow.write(out, request))).isEqualTo(bytes);
        assertThat(RequestRow.read(read(bytes))).isEqualTo(request);
        assertThat(bytes.length() / 2).isLessThanOrEqualTo(RequestRow.bytes(request));
    }

    @Test
    void queueIsTheseBytesWithItsTextsInOrder() {
        var queue = Fixtures.queue(ORDERS, 7);
        String bytes = "01"
                + "0000000000000007" + "00000000000003e8" + "00000000000007d0"
                + "00000001" + "00000011" + "5669736962696c69747954696d656f7574" + "00000002" + "3435"
                + "00000002"
                + "00000005" + "7374616765" + "00000004" + "74657374"
                + "00000004" + "7465616d" + "00000008" + "7061796d656e7473";

        assertThat(HexFormat.of().formatHex(Rows.queue(queue))).isEqualTo(bytes);
        assertThat(Rows.readQueue(ORDERS, read(bytes))).isEqualTo(queue);
    }

    @Test
    void messageIsTheseBytes() {
        String bytes = message("000f" + "00000000000004d2"
                + "0123456789abcdeffedcba9876543210" + "000102030405060708090a0b0c0d0e0f"
                + "000b" + "414944414558414d504c45"
                + "0002"
                + "0006" + "636f6c6f7572" + "0006" + "537472696e67" + "00000004" + "626c7565"
                + "0004" + "626c6f62" + "000a" + "42696e6172792e7a6970" + "00000002" + "00ff"
                + "0007" + "67726f75702d31"
                + "0007" + "64656475702d31"
                + "000a" + "526f6f743d312d322d33"
                + "4772c3bcc39f65");
        var position = Position.available(1);

        assertThat(written(out -> MessageRow.write(read(KEY), out, 1_234, Fixtures.fullMessage())))
                .isEqualTo(bytes);
        assertThat(MessageRow.read(position, read(KEY), read(bytes)))
                .usingRecursiveComparison()
                .isEqualTo(new StoredMessage(position, 1_234, Fixtures.fullMessage()));
    }

    @Test
    void deadLetterIsTheseBytes() {
        var letter = Fixtures.message("a").from(new DeadLetterOrigin(ORDERS, 3, 258));
        String bytes = message("0010" + "0000000000000001"
                + "00000000000000010000000000000002" + "00000000000000000000000000000000"
                + "000b" + "414944414558414d504c45"
                + "000c" + "303030303030303030303030" + "0009" + "75732d656173742d31" + "0006" + "6f7264657273"
                + "00000003" + "0000000000000102"
                + "61");
        var position = Position.available(1);

        assertThat(written(out -> MessageRow.write(read(KEY), out, 1, letter))).isEqualTo(bytes);
        assertThat(MessageRow.read(position, read(KEY), read(bytes)))
                .usingRecursiveComparison()
                .isEqualTo(new StoredMessage(position, 1, letter));
        assertThat(MessageRow.maxBytes(letter)).isGreaterThanOrEqualTo(bytes.length() / 2);
    }

    @Test
    void messageWithoutOptionalFieldsHasNoBytesForThem() {
        String bytes = message("0000" + "0000000000000001"
                + "00000000000000010000000000000002" + "00000000000000000000000000000000"
                + "000b" + "414944414558414d504c45"
                + "61");

        assertThat(written(out -> MessageRow.write(read(KEY), out, 1, Fixtures.message("a"))))
                .isEqualTo(bytes);
        assertThat(MessageRow.maxBytes(Fixtures.message("a"))).isGreaterThanOrEqualTo(bytes.length() / 2);
    }

    @Test
    void rowOfAnUnknownVersionIsRefused() {
        assertThatThrownBy(() -> Rows.readDue(read("0200000102")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("due count")
                .hasMessageContaining("version 2");
    }

    @Test
    void messageWithFieldsOfALaterBrokerIsRefused() {
        assertThatThrownBy(() ->
                        MessageRow.read(Position.available(1), read(KEY), read(message("0020" + "00".repeat(60)))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("bits 100000");
    }

    @Test
    void messageWithAnyByteChangedIsRefused() {
        String bytes = written(out -> MessageRow.write(read(KEY), out, 1, Fixtures.message("a")));
        for (int at = 1; at < bytes.length() / 2; at++) {
            ByteBuffer row = read(bytes);
            row.put(at, (byte) (row.get(at) ^ 0x10));
            assertThatThrownBy(() -> MessageRow.read(Position.available(1), read(KEY), row))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void messageOfAnotherKeyIsRefused() {
        String bytes = written(out -> MessageRow.write(read(KEY), out, 1, Fixtures.message("a")));

        assertThatThrownBy(() -> MessageRow.read(Position.available(1), read("0102"), read(bytes)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void moveTaskIsTheseBytes() {
        String key =
                "72303030303030303030303030" + "00" + "75732d656173742d31" + "00" + "6f7264657273" + "0000000000000102";
        String bytes = "01" + "00000000000000010000000000000102" + "00000007" + "02"
                + "0000000000000064" + "0000000000000032" + "0000000000000003" + "0000000000000002"
                + "0000000000000190";
        var task = Fixtures.moveTask(258, MoveTask.State.CANCELLED);

        assertThat(HexFormat.of().formatHex(Keys.moveTask(ORDERS, 258))).isEqualTo(key);
        assertThat(Keys.readMoveTaskSource(read(key))).isEqualTo(ORDERS);
        assertThat(Keys.readMoveTaskNumber(read(key))).isEqualTo(258);
        assertThat(HexFormat.of().formatHex(Rows.moveTask(task))).isEqualTo(bytes);
        assertThat(Rows.readMoveTask(ORDERS, 258, read(bytes))).isEqualTo(task);
    }

    @Test
    void moveTaskWithADestinationEndsInIt() {
        var orders = Fixtures.moveTask(1, MoveTask.State.RUNNING);
        var task = new MoveTask(1, orders.id(), ORDERS, ORDERS, 7, orders.state(), 100, 50, 3, 2, 400);
        String destination = "303030303030303030303030" + "00" + "75732d656173742d31" + "00" + "6f7264657273";

        assertThat(HexFormat.of().formatHex(Rows.moveTask(task)))
                .isEqualTo(HexFormat.of().formatHex(Rows.moveTask(orders)) + destination);
        assertThat(Rows.readMoveTask(ORDERS, 1, ByteBuffer.wrap(Rows.moveTask(task))))
                .isEqualTo(task);
    }

    @Test
    void holdIsTheseBytes() {
        String key = "7763303030303030303030303030" + "00" + "75732d656173742d31" + "00" + "6f7264657273";

        assertThat(HexFormat.of().formatHex(Keys.hold(ORDERS, Hold.Action.CREATE)))
                .isEqualTo(key);
        assertThat(HexFormat.of().formatHex(Keys.hold(ORDERS, Hold.Action.PURGE)))
                .isEqualTo(key.replaceFirst("7763", "7770"));
        assertThat(HexFormat.of().formatHex(Rows.hold(258))).isEqualTo("01" + "0000000000000102");
        assertThat(Keys.readHold(read(key), Rows.readHold(read("010000000000000102"))))
                .isEqualTo(new Hold(ORDERS, Hold.Action.CREATE, 258));
    }

    @Test
    void queueNameWithTheSeparatorInItIsRefused() {
        assertThatThrownBy(() -> Keys.queue(new dev.sluice.broker.model.QueueId("1", "a\0b", "c")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A message's value under {@link #KEY}, from what follows its check sum. */
    private static String message(String rest) {
        var sum = new CRC32C();
        sum.update(read(KEY + rest));
        return "01" + HexFormat.of().toHexDigits((int) sum.getValue()) + rest;
    }

    private static String written(Consumer<ByteBuffer> row) {
        var out = ByteBuffer.allocate(1024);
        row.accept(out);
        return HexFormat.of().formatHex(out.array(), 0, out.position());
    }

    private static ByteBuffer read(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}
