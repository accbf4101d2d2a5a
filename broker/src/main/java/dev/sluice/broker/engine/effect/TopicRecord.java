package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.TopicAttributes;
import dev.sluice.broker.model.TopicId;
import java.util.Map;

/**
 * A topic's definition, as stored.
 *
 * @param logId the log its archive and its remembered publishes stand in; of the same numbers as those of queues
 * @param dataProtectionPolicy as it was written; empty when there is none
 * @param createdAt epoch milliseconds
 */
public record TopicRecord(
        TopicId id,
        long logId,
        TopicAttributes attributes,
        Map<String, String> tags,
        String dataProtectionPolicy,
        long createdAt) {

    public TopicRecord {
        tags = Map.copyOf(tags);
    }

    public TopicRecord with(TopicAttributes changed) {
        return new TopicRecord(id, logId, changed, tags, dataProtectionPolicy, createdAt);
    }

    public TopicRecord tagged(Map<String, String> changed) {
        return new TopicRecord(id, logId, attributes, changed, dataProtectionPolicy, createdAt);
    }

    public TopicRecord protectedBy(String policy) {
        return new TopicRecord(id, logId, attributes, tags, policy, createdAt);
    }
}
