package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * The keys of every row. Integers are big-endian, so rows sort as their numbers do.
 *
 * <pre>
 * default  'v'                                  format version
 *          'a' account 0 region 0 platform 0 name platform application
 *          'e' account 0 region 0 platform 0 application 0 uuid:16 mobile endpoint
 *          'h'                                  shard head
 *          'm' 'a' account 0 region             what an account has set for text messages
 *          'm' 'n' account 0 region 0 number    telephone number that an account knows something of
 *          'm' 's'                              whether text messages are in the sandbox
 *          'q' account 0 region 0 name          queue
 *          'r' account 0 region 0 name number:8 move task, by its source
 *          't' account 0 region 0 name          topic
 *          'u' account 0 region 0 topic 0 uuid:16 subscription
 *          'w' 'c' account 0 region 0 name      hold: the name waits to be created
 *          'w' 'p' account 0 region 0 name      hold: the queue waits to be purged
 *          'x' account 0 region 0 topic 0 uuid:16 replay, by its subscription
 *          'k' name                             secret
 * head     log:8                                queue head, topic head
 * msg      log:8 | 0 | sequence:8               message, lane 0
 *          log:8 | 1 | due ms:8 | sequence:8    message, lane 1
 *          log:8 | 2 | sequence:8               message, lane 2
 *          log:8 | 3 | group:8 | sequence:8     message of a FIFO queue, by its group's hash
 * over     as msg                               touched message, lanes 0 to 2
 *          log:8 | 3 | group:8                  touched messages of a group of a FIFO queue
 * due      log:8 | due ms:8                     messages becoming due in that step
 * fifo     log:8 | sequence:8                   outline of a message of a FIFO queue
 * dedup    log:8 | deduplication key:16         accepted send; of standard queues and topics accepted request
 * </pre>
 */
final class Keys {
    /** No key of a message, touched message, head or due row is longer. */
    static final int MAX_BYTES = 25;

    private static final byte FORMAT = 'v';
    private static final byte SHARD = 'h';
    private static final byte QUEUE = 'q';
    private static final byte HOLD = 'w';
    private static final byte HOLD_CREATE = 'c';
    private static final byte HOLD_PURGE = 'p';
    private static final byte SECRET = 'k';
    private static final byte MOVE_TASK = 'r';
    private static final byte TOPIC = 't';
    private static final byte SUBSCRIPTION = 'u';
    private static final byte REPLAY = 'x';
    private static final byte LANE_AVAILABLE = 0;
    private static final byte LANE_DELAYED = 1;
    private static final byte LANE_HELD_BACK = 2;
    private static final byte GROUPED = 3;

    private Keys() {}

    static byte[] format() {
        return new byte[] {FORMAT};
    }

    static byte[] shard() {
        return new byte[] {SHARD};
    }

    static byte[] secret(String name) {
        return ((char) SECRET + name).getBytes(UTF_8);
    }

    static byte[] queue(QueueId id) {
        return queue("" + (char) QUEUE, id);
    }

    private static byte[] queue(String prefix, QueueId id) {
        byte[] key = (prefix + id.account() + '\0' + id.region() + '\0' + id.name()).getBytes(UTF_8);
        int separators = 0;
        for (byte b : key) if (b == 0) separators++;
        if (separators != 2) throw new IllegalArgumentException("a queue id holds a NUL: " + id);
        return key;
    }

    static boolean isQueue(ByteBuffer key) {
        return startsWith(QUEUE, key);
    }

    static QueueId readQueue(ByteBuffer key) {
        return readQueue(1, key);
    }

    private static QueueId readQueue(int prefixBytes, ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.get(bytes);
        String text = new String(bytes, UTF_8);
        String[] parts = text.substring(prefixBytes).split("\0", -1);
        if (parts.length != 3) throw new StoreException("not the key of a queue: " + text);
        return new QueueId(parts[0], parts[1], parts[2]);
    }

    /** Within a row: without the kind of a key before it. */
    static byte[] queueId(QueueId id) {
        return queue("", id);
    }

    static QueueId readQueueId(ByteBuffer in) {
        return readQueue(0, in);
    }

    static byte[] hold(QueueId id, Hold.Action action) {
        char held = (char) (action == Hold.Action.CREATE ? HOLD_CREATE : HOLD_PURGE);
        return queue("" + (char) HOLD + held, id);
    }

    static boolean isHold(ByteBuffer key) {
        return startsWith(HOLD, key);
    }

    static Hold readHold(ByteBuffer key, long until) {
        byte held = key.get(key.position() + 1);
        Hold.Action action = switch (held) {
            case HOLD_CREATE -> Hold.Action.CREATE;
            case HOLD_PURGE -> Hold.Action.PURGE;
            default -> throw new StoreException("a hold of an unknown kind: " + held);
        };
        return new Hold(readQueue(2, key), action, until);
    }

    static byte[] moveTask(QueueId source, long number) {
        byte[] queue = queue("" + (char) MOVE_TASK, source);
        return ByteBuffer.allocate(queue.length + 8).put(queue).putLong(number).array();
    }

    static boolean isMoveTask(ByteBuffer key) {
        return startsWith(MOVE_TASK, key);
    }

    static QueueId readMoveTaskSource(ByteBuffer key) {
        return readQueue(1, key.slice(key.position(), key.remaining() - 8));
    }

    static long readMoveTaskNumber(ByteBuffer key) {
        return key.getLong(key.limit() - 8);
    }

    static byte[] topic(TopicId id) {
        return queue("" + (char) TOPIC, new QueueId(id.account(), id.region(), id.name()));
    }

    static boolean isTopic(ByteBuffer key) {
        return startsWith(TOPIC, key);
    }

    static TopicId readTopic(ByteBuffer key) {
        QueueId names = readQueue(1, key);
        return new TopicId(names.account(), names.region(), names.name());
    }

    static byte[] subscription(SubscriptionId id) {
        return subscription(SUBSCRIPTION, id);
    }

    static byte[] replay(SubscriptionId id) {
        return subscription(REPLAY, id);
    }

    private static byte[] subscription(byte kind, SubscriptionId id) {
        byte[] key = topic(id.topic());
        key[0] = kind;
        return ByteBuffer.allocate(key.length + 1 + 16)
                .put(key)
                .put((byte) 0)
                .putLong(id.uuid().getMostSignificantBits())
                .putLong(id.uuid().getLeastSignificantBits())
                .array();
    }

    static boolean isSubscription(ByteBuffer key) {
        return startsWith(SUBSCRIPTION, key);
    }

    static boolean isReplay(ByteBuffer key) {
        return startsWith(REPLAY, key);
    }

    /** Of its own key, or of its replay's. */
    static SubscriptionId readSubscription(ByteBuffer key) {
        int uuid = key.limit() - 16;
        TopicId topic = readTopic(key.slice(key.position(), uuid - 1 - key.position()));
        return new SubscriptionId(topic, new UUID(key.getLong(uuid), key.getLong(uuid + 8)));
    }

    private static boolean startsWith(byte kind, ByteBuffer key) {
        return key.hasRemaining() && key.get(key.position()) == kind;
    }

    /** A message's or touched message's key. */
    static void position(ByteBuffer out, long logId, Position position) {
        if (position.isDelayed()) delayed(out, logId, position);
        else if (position.isHeldBack()) heldBack(out, logId, position.sequence());
        else available(out, logId, position.sequence());
    }

    static void available(ByteBuffer out, long logId, long sequence) {
        out.putLong(logId).put(LANE_AVAILABLE).putLong(sequence);
    }

    static void delayed(ByteBuffer out, long logId, Position position) {
        out.putLong(logId).put(LANE_DELAYED).putLong(position.dueAt()).putLong(position.sequence());
    }

    /** After the last row of lane 1. */
    static void endOfDelayed(ByteBuffer out, long logId) {
        out.putLong(logId).put(LANE_HELD_BACK);
    }

    static void heldBack(ByteBuffer out, long logId, long sequence) {
        out.putLong(logId).put(LANE_HELD_BACK).putLong(sequence);
    }

    static void log(ByteBuffer out, long logId) {
        out.putLong(logId);
    }

    static void due(ByteBuffer out, long logId, long dueAt) {
        out.putLong(logId).putLong(dueAt);
    }

    static void grouped(ByteBuffer out, long logId, long group, long sequence) {
        out.putLong(logId).put(GROUPED).putLong(group).putLong(sequence);
    }

    /** Of the touched messages of a group together. */
    static void group(ByteBuffer out, long logId, long group) {
        out.putLong(logId).put(GROUPED).putLong(group);
    }

    /** Whether the key of a touched row is {@link #group}. */
    static boolean isGroup(ByteBuffer key) {
        return key.limit() == 17 && key.get(8) == GROUPED;
    }

    /** After the last row of a group. Hashes are compared as unsigned, as the rows are sorted. */
    static void endOfGroup(ByteBuffer out, long logId, long group) {
        grouped(out, logId, group, -1L);
    }

    /** The group's hash in the whole key of a message of a FIFO queue. */
    static long readGroup(ByteBuffer key) {
        return key.getLong(9);
    }

    static void outline(ByteBuffer out, long logId, long sequence) {
        out.putLong(logId).putLong(sequence);
    }

    static void accepted(ByteBuffer out, long logId, DeduplicationKey key) {
        out.putLong(logId).putLong(key.high()).putLong(key.low());
    }

    /** The bounds of range deletes are arrays. */
    static byte[] logBytes(long logId) {
        return ByteBuffer.allocate(8).putLong(logId).array();
    }

    /** A message's key as such a bound. */
    static byte[] positionBytes(long logId, Position position) {
        ByteBuffer key = ByteBuffer.allocate(position.isDelayed() ? 25 : 17);
        position(key, logId, position);
        return key.array();
    }

    static long readLog(ByteBuffer key) {
        return key.getLong();
    }

    /** The rest of a message's key after its log id. */
    static Position readPosition(ByteBuffer key) {
        byte lane = key.get();
        int rest = key.remaining();
        if (lane == LANE_AVAILABLE && rest == 8) return Position.available(key.getLong());
        if (lane == LANE_DELAYED && rest == 16) return new Position(key.getLong(), key.getLong());
        if (lane == LANE_HELD_BACK && rest == 8) return Position.heldBack(key.getLong());
        if (lane == GROUPED && rest == 16) {
            key.getLong();
            return Position.available(key.getLong());
        }
        throw new StoreException("not the key of a message: lane " + lane + " followed by " + rest + " bytes");
    }

    /** The rest of an outline's key after its log id. */
    static Position readOutline(ByteBuffer key) {
        if (key.remaining() != 8) throw new StoreException("not the key of an outline: " + key.remaining() + " bytes");
        return Position.available(key.getLong());
    }

    /** The rest of a due row's key after its log id. */
    static long readDue(ByteBuffer key) {
        if (key.remaining() != 8) throw new StoreException("not the key of a due row: " + key.remaining() + " bytes");
        return key.getLong();
    }
}
