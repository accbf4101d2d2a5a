package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueAttribute;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** What the attributes of a queue may be set to, and the normal form they are stored in. */
final class QueueAttributeRules {
    private static final int LONGEST_KEY_ID = 2048;

    private QueueAttributeRules() {}

    /**
     * The attributes in their normal form, with what they imply for others; an empty value removes.
     *
     * @param fifo whether the queue is a FIFO queue
     * @throws dev.sluice.protocol.error.ApiException naming the first attribute, in the order given, that is at fault
     */
    static Map<QueueAttribute, String> changes(Map<String, String> given, boolean fifo) {
        var changes = new EnumMap<QueueAttribute, String>(QueueAttribute.class);
        for (var attribute : given.entrySet()) {
            QueueAttribute name = QueueAttribute.named(attribute.getKey());
            if (name == null) throw QueueAttributeFaults.unknown(attribute.getKey());
            changes.put(name, normal(name, attribute.getValue(), fifo));
        }
        addImplied(changes);
        return changes;
    }

    private static String normal(QueueAttribute name, String value, boolean fifo) {
        return switch (name) {
            case VISIBILITY_TIMEOUT -> number(name, value, 0, 43_200);
            case MAXIMUM_MESSAGE_SIZE -> number(name, value, 1024, 1 << 20);
            case MESSAGE_RETENTION_PERIOD -> number(name, value, 60, 1_209_600);
            case DELAY_SECONDS -> number(name, value, 0, 900);
            case RECEIVE_MESSAGE_WAIT_TIME_SECONDS -> number(name, value, 0, 20);
            case KMS_DATA_KEY_REUSE_PERIOD_SECONDS -> number(name, value, 60, 86_400);
            case SQS_MANAGED_SSE_ENABLED -> bool(name, value);
            case POLICY -> value.isEmpty() ? "" : QueuePolicy.checked(value);
            case KMS_MASTER_KEY_ID -> keyId(value);
            case REDRIVE_POLICY -> RedriveRules.policy(value);
            case REDRIVE_ALLOW_POLICY -> RedriveRules.allowPolicy(value);
            case FIFO_QUEUE -> {
                if (!fifo) throw QueueAttributeFaults.unknown(name.wireName());
                if (bool(name, value).equals("true")) yield "true";
                throw QueueAttributeFaults.invalidValue(name.wireName(), "Modifying queue type is not supported.");
            }
            case CONTENT_BASED_DEDUPLICATION -> {
                if (!fifo) throw QueueAttributeFaults.unknown(name.wireName());
                yield bool(name, value);
            }
            case DEDUPLICATION_SCOPE -> fifoWord(name, value, fifo, "queue", "messageGroup");
            case FIFO_THROUGHPUT_LIMIT -> fifoWord(name, value, fifo, "perQueue", "perMessageGroupId");
        };
    }

    private static String fifoWord(QueueAttribute name, String value, boolean fifo, String... words) {
        if (!fifo) throw QueueAttributeFaults.fifoOnly(name.wireName());
        for (String word : words) if (word.equals(value)) return word;
        throw QueueAttributeFaults.invalidValue(name.wireName());
    }

    /** The two kinds of encryption exclude each other: turning one on turns the other off. */
    private static void addImplied(Map<QueueAttribute, String> changes) {
        String key = changes.get(QueueAttribute.KMS_MASTER_KEY_ID);
        boolean managed = "true".equals(changes.get(QueueAttribute.SQS_MANAGED_SSE_ENABLED));
        if (key != null && !key.isEmpty()) {
            if (managed) throw QueueAttributeFaults.twoEncryptions();
            changes.put(QueueAttribute.SQS_MANAGED_SSE_ENABLED, "false");
        } else if (key != null || managed) {
            changes.put(QueueAttribute.KMS_MASTER_KEY_ID, "");
            changes.put(QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, "");
        }
    }

    private static String number(QueueAttribute name, String value, int from, int to) {
        int number = NumberText.digits(value, from, to);
        if (number < 0) throw QueueAttributeFaults.invalidValue(name.wireName());
        return Integer.toString(number);
    }

    private static String bool(QueueAttribute name, String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) throw QueueAttributeFaults.invalidValue(name.wireName());
        return lower;
    }

    private static String keyId(String value) {
        if (value.length() > LONGEST_KEY_ID || !Characters.areText(value)) {
            throw QueueAttributeFaults.invalidValue("KmsMasterKeyId");
        }
        return value;
    }
}
