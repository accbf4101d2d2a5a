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
 */
public record QueueRecord(
        QueueId id, long logId, QueueAttributes attributes, Map<String, String> tags, long createdAt, long modifiedAt) {

    public QueueRecord {
        tags = Map.copyOf(tags);
        // Most queues have no others, and there may be a hundred thousand.
        if (attributes.equals(QueueAttributes.DEFAULTS)) attributes = QueueAttributes.DEFAULTS;
    }
}
