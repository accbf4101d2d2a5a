package dev.sluice.broker.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Rows with a sensible value in every field. */
final class Fixtures {
    static final long LOG = 7;
    static final QueueId ORDERS = new QueueId("000000000000", "us-east-1", "orders");

    static final TopicId NEWS = new TopicId("000000000000", "us-east-1", "news");
    static final SubscriptionId READER = new SubscriptionId(NEWS, new UUID(1, 2));

    private Fixtures() {}

    static StoreOptions options(Path directory) {
        return new StoreOptions(directory, SyncMode.ALWAYS, 8 << 20, 8 << 20, 0);
    }

    static QueueRecord queue(QueueId id, long logId) {
        var attributes = new QueueAttributes(Map.of(QueueAttribute.VISIBILITY_TIMEOUT, "45"));
        return new QueueRecord(id, logId, attributes, Map.of("team", "payments", "stage", "test"), 1_000, 2_000);
    }

    static QueueHead head(long nextAvailable, long cursor, long live) {
        return new QueueHead(
                nextAvailable,
                1,
                cursor,
                QueueHead.START,
                1,
                QueueHead.START,
                live,
                live * 100,
                5,
                nextAvailable - 1,
                3,
                2,
                1,
                0,
                0);
    }

    static ShardHead shard(long index) {
        return new ShardHead(100, 1_700_000_000_000L + index, index);
    }

    static Touched touched(int receiveCount) {
        return new Touched(9_000, 8_000, 7_000, 6_000, receiveCount, 77, 1_200);
    }

    static Message message(String body) {
        return message(body.getBytes(UTF_8));
    }

    static Message message(byte[] body) {
        return new Message(new MessageId(1, 2), body, new byte[16], List.of(), null, null, null, "AIDAEXAMPLE");
    }

    static Message fullMessage() {
        byte[] md5 = new byte[16];
        for (int i = 0; i < md5.length; i++) md5[i] = (byte) i;
        return new Message(
                new MessageId(0x0123456789abcdefL, 0xfedcba9876543210L),
                "Grüße".getBytes(UTF_8),
                md5,
                List.of(
                        new MessageAttribute("colour", "String", "blue".getBytes(UTF_8)),
                        new MessageAttribute("blob", "Binary.zip", new byte[] {0, -1})),
                "group-1",
                "dedup-1",
                "Root=1-2-3",
                "AIDAEXAMPLE");
    }

    static MoveTask moveTask(long number, MoveTask.State state) {
        return new MoveTask(number, new UUID(1, number), ORDERS, null, 7, state, 100, 50, 3, 2, 400);
    }

    static Position delayed(long dueAt, long sequence) {
        return new Position(dueAt, sequence);
    }

    static TopicRecord topic(TopicId id, long logId) {
        var attributes = new TopicAttributes(Map.of(TopicAttribute.DISPLAY_NAME, "News"));
        return new TopicRecord(id, logId, attributes, Map.of("team", "payments"), "{}", 1_000);
    }

    static SubscriptionRecord subscription(SubscriptionId id, SubscriptionRecord.State state) {
        var attributes = new SubscriptionAttributes(Map.of(SubscriptionAttribute.RAW_MESSAGE_DELIVERY, "true"));
        return new SubscriptionRecord(
                id,
                3,
                Protocol.SQS,
                ORDERS.arn(),
                "000000000000",
                "arn:aws:iam::000000000000:root",
                attributes,
                state,
                "token",
                true,
                true,
                1_000,
                2_000);
    }
}
