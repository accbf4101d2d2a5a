package dev.sluice.broker.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import dev.sluice.broker.api.DeclaredQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the queues that the configuration declares. The key of each is its name; what is not said has SQS's default. */
final class QueueReader {
    private static final List<String> BOOLEANS = List.of("true", "false");

    /** How each key is read, and which attribute it becomes. */
    private static final Map<String, KeyReader> KEYS = new LinkedHashMap<>();

    static {
        seconds("visibility-timeout", "VisibilityTimeout", Duration.ZERO, Duration.ofHours(12));
        seconds("delay", "DelaySeconds", Duration.ZERO, Duration.ofMinutes(15));
        seconds("message-retention-period", "MessageRetentionPeriod", Duration.ofMinutes(1), Duration.ofDays(14));
        seconds("receive-message-wait-time", "ReceiveMessageWaitTimeSeconds", Duration.ZERO, Duration.ofSeconds(20));
        seconds("kms-data-key-reuse-period", "KmsDataKeyReusePeriodSeconds", Duration.ofMinutes(1), Duration.ofDays(1));
        KEYS.put("maximum-message-size", (reader, key, draft) -> {
            String bytes = Long.toString(reader.options.bytes(key, 1 << 10, 1 << 20));
            draft.attribute("MaximumMessageSize", bytes, key);
        });
        text("kms-master-key-id", "KmsMasterKeyId");
        choice("sqs-managed-sse-enabled", "SqsManagedSseEnabled", BOOLEANS);
        choice("content-based-deduplication", "ContentBasedDeduplication", BOOLEANS);
        choice("deduplication-scope", "DeduplicationScope", List.of("queue", "messageGroup"));
        choice("fifo-throughput-limit", "FifoThroughputLimit", List.of("perQueue", "perMessageGroupId"));
        KEYS.put("policy", (reader, key, draft) -> draft.attribute("Policy", reader.options.json(key), key));
        KEYS.put("redrive", QueueReader::redrive);
        KEYS.put("redrive-allow", QueueReader::redriveAllow);
        KEYS.put("tags", QueueReader::tags);
    }

    private interface KeyReader {
        void read(QueueReader reader, String key, QueueDraft draft);
    }

    private final OptionReader options;
    private final QueueDraft.Identity owner;

    QueueReader(OptionReader options, QueueDraft.Identity owner) {
        this.options = options;
        this.owner = owner;
    }

    /** @throws InvalidConfiguration naming the key that is at fault and where it stands */
    List<DeclaredQueue> read() {
        var queues = new ArrayList<DeclaredQueue>();
        for (String name : names("queues")) queues.add(queue(name, ConfigUtil.joinPath("queues", name)));
        return queues;
    }

    private DeclaredQueue queue(String name, String key) {
        var draft = new QueueDraft(owner, name, key, options);
        for (String inner : names(key)) {
            String itsKey = key + "." + ConfigUtil.joinPath(inner);
            KeyReader reader = KEYS.get(inner);
            if (reader == null) throw options.unknown(itsKey, inner, KEYS.keySet());
            if (!options.isNull(itsKey)) reader.read(this, itsKey, draft);
        }
        return draft.finished();
    }

    private void redrive(String key, QueueDraft draft) {
        options.requireKeys(key, List.of("dead-letter", "max-receive-count"), List.of());
        String name = options.text(key + ".dead-letter");
        draft.redrive(name, options.integer(key + ".max-receive-count", 1, 1000), key);
    }

    private void redriveAllow(String key, QueueDraft draft) {
        options.requireKeys(key, List.of("permission"), List.of("sources"));
        String permission = options.choice(key + ".permission", List.of("allowAll", "denyAll", "byQueue"));
        List<String> sources = options.has(key + ".sources") ? options.texts(key + ".sources") : List.of();
        var arns = sources.stream().map(draft::arn).toList();
        draft.attribute("RedriveAllowPolicy", DeclaredQueue.redriveAllowPolicy(permission, arns), key);
    }

    private void tags(String key, QueueDraft draft) {
        for (String tag : names(key)) {
            String itsKey = key + "." + ConfigUtil.joinPath(tag);
            draft.tag(tag, options.value(itsKey).unwrapped() instanceof String text ? text : options.text(itsKey));
        }
    }

    /** The keys in a group, in order; which is by name, since HOCON keeps no other. */
    private Iterable<String> names(String key) {
        if (options.value(key).valueType() != ConfigValueType.OBJECT) {
            throw options.invalid(key, "a group in braces");
        }
        return new TreeMap<>((ConfigObject) options.value(key)).keySet();
    }

    private static void seconds(String name, String attribute, Duration least, Duration most) {
        KEYS.put(name, (reader, key, draft) -> {
            String seconds = Long.toString(reader.options.seconds(key, least, most));
            draft.attribute(attribute, seconds, key);
        });
    }

    private static void choice(String name, String attribute, List<String> choices) {
        KEYS.put(name, (reader, key, draft) -> draft.attribute(attribute, reader.options.choice(key, choices), key));
    }

    private static void text(String name, String attribute) {
        KEYS.put(name, (reader, key, draft) -> draft.attribute(attribute, reader.options.text(key), key));
    }
}
