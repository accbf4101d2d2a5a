package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.Fairness;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The values of every row but messages, which {@link MessageRow} writes. Each begins with the version of its form; a
 * reader knows every version ever released and refuses the others. Integers are big-endian, texts UTF-8 after their
 * length.
 */
final class Rows {
    /** The most a touched row, or another of a fixed form, takes. */
    static final int MAX_FIXED_BYTES = 160;

    /** The most a head takes. */
    static final int MAX_HEAD_BYTES = 1024;

    private static final byte V1 = 1;
    /** A head with fairness, which a reader that knows no lane 2 must not take for one without. */
    private static final byte V2 = 2;

    /** Stored as their places in this list. */
    private static final List<MoveTask.State> MOVE_TASK_STATES = List.of(
            MoveTask.State.RUNNING,
            MoveTask.State.COMPLETED,
            MoveTask.State.CANCELLED,
            MoveTask.State.DESTINATION_GONE,
            MoveTask.State.ORIGIN_UNKNOWN,
            MoveTask.State.OUT_OF_TIME);

    private Rows() {}

    static void shard(ByteBuffer out, ShardHead head) {
        out.put(V1).putLong(head.nextLogId()).putLong(head.time()).putLong(head.index());
    }

    static ShardHead readShard(ByteBuffer in) {
        version(in, "shard head");
        return new ShardHead(in.getLong(), in.getLong(), in.getLong());
    }

    static void head(ByteBuffer out, QueueHead head) {
        boolean fair = !head.fairness().equals(Fairness.NONE);
        out.put(fair ? V2 : V1);
        out.putLong(head.nextAvailable()).putLong(head.nextDelayed()).putLong(head.cursor());
        position(out, head.delayedCursor());
        out.putLong(head.swept());
        position(out, head.delayedSwept());
        out.putLong(head.live()).putLong(head.liveBytes()).putInt(head.nonce());
        out.putLong(head.sent()).putLong(head.received()).putLong(head.deleted());
        out.putLong(head.expired()).putLong(head.moved()).putLong(head.movedIn());
        if (fair) fairness(out, head.fairness());
    }

    static QueueHead readHead(ByteBuffer in) {
        byte version = version(in, "queue head", V2);
        return new QueueHead(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                readPosition(in),
                in.getLong(),
                readPosition(in),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                version == V2 ? readFairness(in) : Fairness.NONE);
    }

    private static void fairness(ByteBuffer out, Fairness fairness) {
        out.putLong(fairness.next()).putLong(fairness.cursor()).putLong(fairness.swept());
        out.putLong(fairness.recentFrom()).putInt(fairness.recent().size());
        for (Fairness.Recent recent : fairness.recent())
            out.putLong(recent.group()).putInt(recent.count());
        out.putInt(fairness.heldBack().size());
        for (Fairness.HeldBack held : fairness.heldBack())
            out.putLong(held.group()).putLong(held.last());
    }

    private static Fairness readFairness(ByteBuffer in) {
        long next = in.getLong();
        long cursor = in.getLong();
        long swept = in.getLong();
        long recentFrom = in.getLong();
        var recent = new ArrayList<Fairness.Recent>();
        for (int left = in.getInt(); left > 0; left--) recent.add(new Fairness.Recent(in.getLong(), in.getInt()));
        var heldBack = new ArrayList<Fairness.HeldBack>();
        for (int left = in.getInt(); left > 0; left--) heldBack.add(new Fairness.HeldBack(in.getLong(), in.getLong()));
        return new Fairness(next, cursor, swept, recentFrom, recent, heldBack);
    }

    static void touched(ByteBuffer out, Touched touched) {
        out.put(V1).putLong(touched.visibleAt()).putLong(touched.receivedAt()).putLong(touched.firstReceivedAt());
        out.putLong(touched.sentAt()).putInt(touched.receiveCount()).putInt(touched.nonce());
        out.putInt(touched.bytes()).putLong(touched.group());
        out.putLong(touched.attempt()).putInt(touched.attemptSize());
    }

    static Touched readTouched(ByteBuffer in) {
        version(in, "touched message");
        return new Touched(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getInt(),
                in.getInt(),
                in.getInt(),
                in.getLong(),
                in.getLong(),
                in.getInt());
    }

    /** At least what {@link #outline} will take. */
    static int maxOutlineBytes(Message message) {
        String group = message.groupId();
        return 11 + (group == null ? 0 : 3 * group.length());
    }

    static void outline(ByteBuffer out, long sentAt, Message message) {
        String group = message.groupId();
        if (group == null) throw new IllegalArgumentException("a message of a FIFO queue has a group");
        byte[] name = group.getBytes(UTF_8);
        out.put(V1).putLong(sentAt).putShort((short) name.length).put(name);
    }

    static StoredMessage readOutline(Position position, ByteBuffer in) {
        version(in, "outline");
        long sentAt = in.getLong();
        byte[] name = new byte[in.getShort() & 0xffff];
        in.get(name);
        return StoredMessage.outline(position, sentAt, new String(name, UTF_8));
    }

    static void accepted(ByteBuffer out, Accepted accepted) {
        out.put(V1).putLong(accepted.at()).putLong(accepted.sequence());
        out.putLong(accepted.id().high()).putLong(accepted.id().low());
    }

    static Accepted readAccepted(ByteBuffer in) {
        version(in, "accepted send");
        return new Accepted(in.getLong(), in.getLong(), new MessageId(in.getLong(), in.getLong()));
    }

    static void due(ByteBuffer out, int count) {
        out.put(V1).putInt(count);
    }

    static int readDue(ByteBuffer in) {
        version(in, "due count");
        return in.getInt();
    }

    static byte[] hold(long until) {
        return ByteBuffer.allocate(1 + 8).put(V1).putLong(until).array();
    }

    static long readHold(ByteBuffer in) {
        version(in, "hold");
        return in.getLong();
    }

    /** Its source and number are in the key. */
    static byte[] moveTask(MoveTask task) {
        byte[] destination = task.destination() == null ? new byte[0] : Keys.queueId(task.destination());
        ByteBuffer out = ByteBuffer.allocate(1 + 2 * 8 + 4 + 1 + 5 * 8 + destination.length);
        out.put(V1);
        out.putLong(task.id().getMostSignificantBits()).putLong(task.id().getLeastSignificantBits());
        out.putInt(task.perSecond()).put((byte) MOVE_TASK_STATES.indexOf(task.state()));
        out.putLong(task.startedAt()).putLong(task.toMove()).putLong(task.moved());
        out.putLong(task.steps()).putLong(task.nextStepAt()).put(destination);
        return out.array();
    }

    static MoveTask readMoveTask(QueueId source, long number, ByteBuffer in) {
        version(in, "move task");
        var id = new UUID(in.getLong(), in.getLong());
        int perSecond = in.getInt();
        MoveTask.State state = state(in.get());
        long startedAt = in.getLong();
        long toMove = in.getLong();
        long moved = in.getLong();
        long steps = in.getLong();
        long nextStepAt = in.getLong();
        QueueId destination = in.hasRemaining() ? Keys.readQueueId(in) : null;
        return new MoveTask(
                number, id, source, destination, perSecond, state, startedAt, toMove, moved, steps, nextStepAt);
    }

    private static MoveTask.State state(byte number) {
        boolean known = number >= 0 && number < MOVE_TASK_STATES.size();
        if (!known) throw new StoreException("a move task has a state that this broker does not know: " + number);
        return MOVE_TASK_STATES.get(number);
    }

    /** Definitions are rare and of any size, so they get an array of their own. */
    static byte[] queue(QueueRecord queue) {
        Map<String, String> attributes = new TreeMap<>();
        queue.attributes().given().forEach((attribute, value) -> attributes.put(attribute.wireName(), value));
        Map<String, String> tags = new TreeMap<>(queue.tags());

        ByteBuffer out = ByteBuffer.allocate(1 + 3 * 8 + textsBytes(attributes) + textsBytes(tags));
        out.put(V1).putLong(queue.logId()).putLong(queue.createdAt()).putLong(queue.modifiedAt());
        texts(out, attributes);
        texts(out, tags);
        return out.array();
    }

    static QueueRecord readQueue(QueueId id, ByteBuffer in) {
        version(in, "queue");
        long logId = in.getLong();
        long createdAt = in.getLong();
        long modifiedAt = in.getLong();
        var attributes = new EnumMap<QueueAttribute, String>(QueueAttribute.class);
        readTexts(in).forEach((name, value) -> {
            QueueAttribute attribute = QueueAttribute.named(name);
            if (attribute == null) throw new StoreException(id + " has an unknown attribute, " + name);
            attributes.put(attribute, value);
        });
        return new QueueRecord(id, logId, new QueueAttributes(attributes), readTexts(in), createdAt, modifiedAt);
    }

    static void version(ByteBuffer in, String kind) {
        version(in, kind, V1);
    }

    private static byte version(ByteBuffer in, String kind, byte latest) {
        byte version = in.get();
        if (version < V1 || version > latest) {
            throw new StoreException("a row (" + kind + ") has version " + version + "; this broker knows " + latest);
        }
        return version;
    }

    private static void position(ByteBuffer out, Position position) {
        out.putLong(position.dueAt()).putLong(position.sequence());
    }

    private static Position readPosition(ByteBuffer in) {
        return new Position(in.getLong(), in.getLong());
    }

    static int textsBytes(Map<String, String> texts) {
        int bytes = 4;
        for (var text : texts.entrySet()) {
            bytes += 8 + text.getKey().getBytes(UTF_8).length + text.getValue().getBytes(UTF_8).length;
        }
        return bytes;
    }

    static void texts(ByteBuffer out, Map<String, String> texts) {
        out.putInt(texts.size());
        texts.forEach((key, value) -> {
            text(out, key);
            text(out, value);
        });
    }

    static void text(ByteBuffer out, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        out.putInt(bytes.length).put(bytes);
    }

    static Map<String, String> readTexts(ByteBuffer in) {
        var texts = new HashMap<String, String>();
        for (int left = in.getInt(); left > 0; left--) texts.put(readText(in), readText(in));
        return texts;
    }

    static String readText(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }
}
