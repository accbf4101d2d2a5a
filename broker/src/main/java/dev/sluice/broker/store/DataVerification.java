package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.Hold;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.PhoneNumberRecord;
import dev.sluice.broker.engine.effect.QueueHead;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.SmsSettings;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicHead;
import dev.sluice.broker.engine.effect.TopicRecord;
import dev.sluice.broker.engine.effect.Touched;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.SmsAccount;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * Reads every row of a stopped store and checks it against every other: heads against the messages they count, touched
 * messages against their rows and cursors, due counts against delayed messages, bodies against their MD5, files against
 * their check sums. Takes the directory's lock and changes nothing.
 */
public final class DataVerification {
    private final Database database;
    private final Problems problems = new Problems();
    private final Map<Long, LogAudit> auditsByLog = new TreeMap<>();
    private final MessageDigest md5 = md5();
    private final Set<ApplicationId> applications = new HashSet<>();
    private final Set<SmsAccount> smsAccounts = new HashSet<>();
    private final Map<TopicId, TopicRecord> topicsById = new TreeMap<>();
    private final Map<Long, TopicRecord> topicsByLog = new TreeMap<>();
    private final Set<SubscriptionId> subscriptions = new HashSet<>();
    private final Map<Long, ArchiveAudit> archivesByLog = new TreeMap<>();
    private ShardHead shard = new ShardHead(1, 0, 0);
    private long messagesRead;

    private DataVerification(Database database) {
        this.database = database;
    }

    /** @throws StoreException when the store cannot be opened at all, or a broker has it */
    public static Verification verify(StoreOptions options) {
        return DirectoryLock.holding(options.directory(), () -> {
            NativeLibrary.load(options.directory());
            List<WalDamage> damages = WalRecovery.damages(WalRecovery.scan(options.rows()));
            try (var database = Database.openReadOnly(options.rows(), options, WALRecoveryMode.PointInTimeRecovery)) {
                Format.check(database, options.directory());
                var verification = new DataVerification(database);
                for (WalDamage damage : damages) verification.problems.add("write-ahead log: " + damage);
                return verification.run();
            } catch (RocksDBException e) {
                throw WalRecovery.notOpened(options, e);
            }
        });
    }

    private Verification run() {
        checkFiles();
        var rows = new RowReader(database);
        rows.restore(new Definitions());
        try {
            readOutlines(rows);
            readMessages(rows);
        } catch (StoreException | RocksDBException e) {
            problems.add("reading messages stopped: " + e.getMessage());
        }
        var queues = new ArrayList<Verification.Queue>();
        for (LogAudit audit : auditsByLog.values()) queues.add(audit.conclude(shard.time()));
        for (ArchiveAudit archive : archivesByLog.values()) archive.conclude();
        return new Verification(queues, messagesRead, problems.first(), problems.more());
    }

    private void checkFiles() {
        try {
            database.rocks().verifyChecksum();
        } catch (RocksDBException e) {
            problems.add("a file is damaged: " + e.getMessage());
        }
    }

    private void readOutlines(RowReader rows) {
        rows.walk(Family.OUTLINE, (key, value) -> {
            long logId = Keys.readLog(key);
            LogAudit audit = auditsByLog.get(logId);
            if (audit != null) audit.outline(Rows.readOutline(Keys.readOutline(key), value));
            else problems.add("an outline belongs to log " + logId + ", which no queue has");
        });
    }

    private void readMessages(RowReader rows) throws RocksDBException {
        try (var touched = new TouchedRows(database)) {
            rows.walk(Family.MESSAGE, (key, value) -> {
                byte[] keyBytes = new byte[key.remaining()];
                key.duplicate().get(keyBytes);
                reportBefore(touched, keyBytes);
                message(key, value, touched.take(keyBytes));
            });
            reportBefore(touched, null);
            touched.checkStatus();
        }
    }

    private void reportBefore(TouchedRows touched, byte @Nullable [] messageKey) {
        for (byte[] orphan = touched.takeBefore(messageKey); orphan != null; orphan = touched.takeBefore(messageKey)) {
            var key = ByteBuffer.wrap(orphan);
            LogAudit audit = auditsByLog.get(Keys.readLog(key));
            if (audit != null) audit.touchedWithoutMessage(Keys.readPosition(key));
        }
    }

    private void message(ByteBuffer key, ByteBuffer value, @Nullable Touched touched) {
        long logId = Keys.readLog(key);
        Position position = Keys.readPosition(key);
        key.rewind();
        MessageAudit audit = auditsByLog.get(logId);
        if (audit == null) audit = archivesByLog.get(logId);
        if (audit == null) {
            problems.add("message " + position + " belongs to log " + logId + ", which no queue has, and no topic");
            return;
        }
        try {
            StoredMessage message = MessageRow.read(position, key, value);
            messagesRead++;
            byte[] digest = md5.digest(message.message().body());
            if (!Arrays.equals(digest, message.message().bodyMd5())) {
                audit.unreadable("the body of message " + position + " does not have its MD5");
            }
            audit.message(message, touched);
        } catch (StoreException | BufferUnderflowException e) {
            audit.unreadable("message " + position + " cannot be read: " + e.getMessage());
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    /** Takes the small rows in, before the messages are read. */
    private final class Definitions implements Restoration {
        @Override
        public void shard(ShardHead head) {
            shard = head;
        }

        @Override
        public void mobile(MobileRow row) {
            if (row instanceof ApplicationRecord application) applications.add(application.id());
            if (row instanceof EndpointRecord endpoint
                    && !applications.contains(endpoint.id().application())) {
                problems.add("an endpoint belongs to no application: "
                        + endpoint.id().arn());
            }
            if (row instanceof SmsSettings settings) smsAccounts.add(settings.account());
            if (row instanceof PhoneNumberRecord number && !smsAccounts.contains(number.account())) {
                problems.add("a telephone number belongs to no account: " + number);
            }
        }

        @Override
        public void queue(QueueRecord queue) {
            LogAudit other = auditsByLog.put(queue.logId(), new LogAudit(queue, problems));
            if (other != null) problems.add("two queues have log " + queue.logId() + ", one is " + queue.id());
            if (queue.logId() >= shard.nextLogId()) {
                problems.add(queue.id() + " has log " + queue.logId() + ", and the next would be " + shard.nextLogId());
            }
        }

        @Override
        public void moveTask(MoveTask task) {
            boolean known = auditsByLog.values().stream().anyMatch(audit -> audit.isOf(task.source()));
            if (!known) problems.add("a move task belongs to " + task.source().arn() + ", which is no queue");
            if (task.moved() > task.toMove()) problems.add("a move task has moved more than it should: " + task);
        }

        @Override
        public void topic(TopicRecord topic) {
            topicsById.put(topic.id(), topic);
            TopicRecord other = topicsByLog.put(topic.logId(), topic);
            if (other != null) problems.add("two topics have log " + topic.logId() + ", one is " + topic.id());
            LogAudit queue = auditsByLog.get(topic.logId());
            if (queue != null) problems.add("a queue and a topic have log " + topic.logId() + ", " + topic.id());
            if (topic.logId() >= shard.nextLogId()) {
                problems.add(topic.id() + " has log " + topic.logId() + ", and the next would be " + shard.nextLogId());
            }
        }

        @Override
        public void subscription(SubscriptionRecord subscription) {
            subscriptions.add(subscription.id());
            if (!topicsById.containsKey(subscription.id().topic())) {
                problems.add("a subscription belongs to no topic: "
                        + subscription.id().arn());
            }
        }

        @Override
        public void replay(Replay replay) {
            if (!subscriptions.contains(replay.subscription())) {
                problems.add("a replay belongs to no subscription: "
                        + replay.subscription().arn());
            }
        }

        @Override
        public void topicHead(long logId, TopicHead head) {
            TopicRecord topic = topicsByLog.get(logId);
            if (topic != null) archivesByLog.put(logId, new ArchiveAudit(topic, head, problems));
            else problems.add("a head belongs to log " + logId + ", which no topic has");
        }

        /** Nothing else depends on it, so there is nothing to hold it against. */
        @Override
        public void hold(Hold hold) {}

        @Override
        public void head(long logId, QueueHead head) {
            LogAudit audit = auditsByLog.get(logId);
            if (audit != null) audit.head(head);
            else problems.add("a head belongs to log " + logId + ", which no queue has");
        }

        @Override
        public void due(long logId, long dueAt, int count) {
            LogAudit audit = auditsByLog.get(logId);
            if (audit != null) audit.due(dueAt, count);
            else problems.add("a due count belongs to log " + logId + ", which no queue has");
        }

        @Override
        public void touched(long logId, Position position, Touched touched) {
            LogAudit audit = auditsByLog.get(logId);
            if (audit != null) {
                audit.touchedGroup(touched.group());
            } else {
                problems.add("touched message " + position + " belongs to log " + logId + ", which no queue has");
            }
        }
    }
}
