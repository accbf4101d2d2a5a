package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply.Described;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a queue's attributes read back: what was set, what follows from it, and what is counted. */
final class QueueReadBack {
    private static final String ALL = "All";
    private static final String DEFAULT_KEY_REUSE_SECONDS = "300";

    /** What only the broker knows; SQS lists these first, in this order. */
    private static final Map<String, Function<Described, String>> COMPUTED = new LinkedHashMap<>();

    static {
        COMPUTED.put("QueueArn", queue -> queue.queue().id().arn());
        COMPUTED.put(
                "ApproximateNumberOfMessages",
                queue -> Long.toString(queue.counts().available()));
        COMPUTED.put(
                "ApproximateNumberOfMessagesNotVisible",
                queue -> Long.toString(queue.counts().inFlight()));
        COMPUTED.put(
                "ApproximateNumberOfMessagesDelayed",
                queue -> Long.toString(queue.counts().delayed()));
        COMPUTED.put("CreatedTimestamp", queue -> Long.toString(queue.queue().createdAt() / 1000));
        COMPUTED.put(
                "LastModifiedTimestamp", queue -> Long.toString(queue.queue().modifiedAt() / 1000));
    }

    private QueueReadBack() {}

    /** @throws dev.sluice.protocol.error.ApiException InvalidAttributeName when a name is none of an attribute */
    static void checkNames(List<String> names) {
        for (String name : names) {
            if (!name.equals(ALL) && !COMPUTED.containsKey(name) && QueueAttribute.named(name) == null) {
                throw QueueAttributeFaults.unknown(name);
            }
        }
    }

    /** The named attributes that the queue has. */
    static Map<String, String> values(Described queue, List<String> names) {
        boolean all = names.contains(ALL);
        var values = new LinkedHashMap<String, String>();
        COMPUTED.forEach((name, value) -> {
            if (all || names.contains(name)) values.put(name, value.apply(queue));
        });
        for (QueueAttribute attribute : QueueAttribute.values()) {
            if (!all && !names.contains(attribute.wireName())) continue;
            String value = value(queue.queue().attributes(), attribute);
            if (value != null) values.put(attribute.wireName(), value);
        }
        return values;
    }

    /** The value as it reads back; null when it is absent. */
    static @Nullable String value(QueueAttributes attributes, QueueAttribute attribute) {
        String value = attributes.value(attribute);
        if (attribute != QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS) return value;
        if (attributes.value(QueueAttribute.KMS_MASTER_KEY_ID) == null) return null;
        return value == null ? DEFAULT_KEY_REUSE_SECONDS : value;
    }
}
