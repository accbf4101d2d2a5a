package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import java.util.Map;

/**
 * A queue's definition, as stored.
 *
 * @param logId the log its messages stand in, never used again once a purge or deletion has replaced it
 * @param createdAt epoch milliseconds
 * @param modifiedAt epoch milliseconds of the last change of an attribute
 * @param purgedAt epoch milliseconds of the last purge; 0 before the first
 */
public record QueueRecord(
        QueueId id,
        long logId,
        QueueAttributes attributes,
        Map<String, String> tags,
        long createdAt,
        long modifiedAt,
        long purgedAt) {

    public QueueRecord {
        tags = Map.copyOf(tags);
        // Most queues have no others, and there may be a hundred thousand.
        if (attributes.equals(QueueAttributes.DEFAULTS)) attributes = QueueAttributes.DEFAULTS;
    }

    public static QueueRecord created(
            QueueId id, long logId, QueueAttributes attributes, Map<String, String> tags, long now) {
        return new QueueRecord(id, logId, attributes, tags, now, now, 0);
    }

    public QueueRecord withAttributes(QueueAttributes changed, long now) {
        return new QueueRecord(id, logId, changed, tags, createdAt, now, purgedAt);
    }

    public QueueRecord withTags(Map<String, String> changed) {
        return new QueueRecord(id, logId, attributes, changed, createdAt, modifiedAt, purgedAt);
    }

    public QueueRecord purged(long newLogId, long now) {
        return new QueueRecord(id, newLogId, attributes, tags, createdAt, modifiedAt, now);
    }
}
