package dev.sluice.broker.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueType;
import dev.sluice.broker.api.DeclaredQueue;
import dev.sluice.broker.api.DeclaredTopic;
import dev.sluice.broker.api.sns.DeclaredTopics;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Reads the topics that the configuration declares, with their subscriptions. What is not said has SNS's default. */
final class TopicReader {
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final List<String> OF_SUBSCRIPTION =
            List.of("queue", "url", "email", "raw", "filter", "filter-scope", "dead-letter", "delivery-policy");

    /** How each key is read, and which attribute it becomes. */
    private static final Map<String, KeyReader> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("display-name", (options, key) -> Map.entry("DisplayName", options.text(key)));
        KEYS.put(
                "signature-version",
                (options, key) -> Map.entry("SignatureVersion", options.choice(key, List.of("1", "2"))));
        KEYS.put(
                "maximum-message-size",
                (options, key) -> Map.entry("MaximumMessageSize", Long.toString(options.bytes(key, 1 << 10, 1 << 20))));
        KEYS.put("kms-master-key-id", (options, key) -> Map.entry("KmsMasterKeyId", options.text(key)));
        KEYS.put(
                "content-based-deduplication",
                (options, key) -> Map.entry("ContentBasedDeduplication", options.choice(key, BOOLEANS)));
        KEYS.put(
                "fifo-throughput-scope",
                (options, key) ->
                        Map.entry("FifoThroughputScope", options.choice(key, List.of("Topic", "MessageGroup"))));
        KEYS.put(
                "archive-days",
                (options, key) -> Map.entry(
                        "ArchivePolicy", "{\"MessageRetentionPeriod\":\"" + options.integer(key, 1, 365) + "\"}"));
        KEYS.put("policy", (options, key) -> Map.entry("Policy", options.json(key)));
        KEYS.put("delivery-policy", (options, key) -> Map.entry("DeliveryPolicy", options.json(key)));
    }

    private interface KeyReader {
        Map.Entry<String, String> read(OptionReader options, String key);
    }

    private final OptionReader options;
    private final QueueDraft.Identity owner;

    TopicReader(OptionReader options, QueueDraft.Identity owner) {
        this.options = options;
        this.owner = owner;
    }

    /** @throws InvalidConfiguration naming the key that is at fault and where it stands */
    List<DeclaredTopic> read() {
        var topics = new ArrayList<DeclaredTopic>();
        for (String name : names("topics")) topics.add(topic(name, ConfigUtil.joinPath("topics", name)));
        return topics;
    }

    private DeclaredTopic topic(String name, String key) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> tags = new LinkedHashMap<>();
        List<DeclaredTopic.Subscription> subscriptions = new ArrayList<>();
        if (name.endsWith(".fifo")) attributes.put("FifoTopic", "true");
        for (String inner : names(key)) {
            String itsKey = key + "." + ConfigUtil.joinPath(inner);
            if (options.isNull(itsKey)) continue;
            KeyReader reader = KEYS.get(inner);
            if (reader != null) {
                var attribute = reader.read(options, itsKey);
                attributes.put(attribute.getKey(), attribute.getValue());
            } else if (inner.equals("tags")) {
                for (String tag : names(itsKey)) {
                    tags.put(tag, options.text(itsKey + "." + ConfigUtil.joinPath(tag)));
                }
            } else if (inner.equals("subscriptions")) {
                var topic = new TopicId(owner.account(), owner.region(), name);
                for (OptionReader each : options.groups(itsKey)) subscriptions.add(subscription(each, topic, itsKey));
            } else {
                var known = new TreeSet<>(KEYS.keySet());
                known.addAll(List.of("tags", "subscriptions"));
                throw options.unknown(itsKey, inner, known);
            }
        }
        return checked(
                key,
                () -> DeclaredTopics.topic(
                        owner.account(), owner.region(), name, attributes, tags, subscriptions, options.origin(key)));
    }

    /** @param group of the subscription's own keys */
    private DeclaredTopic.Subscription subscription(OptionReader group, TopicId topic, String key) {
        group.requireKnown(key, OF_SUBSCRIPTION);
        Map<String, String> attributes = new LinkedHashMap<>();
        if (group.has("raw")) attributes.put("RawMessageDelivery", group.choice("raw", BOOLEANS));
        if (group.has("filter")) attributes.put("FilterPolicy", group.json("filter"));
        if (group.has("filter-scope")) {
            boolean body =
                    group.choice("filter-scope", List.of("attributes", "body")).equals("body");
            attributes.put("FilterPolicyScope", body ? "MessageBody" : "MessageAttributes");
        }
        if (group.has("dead-letter")) {
            attributes.put("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + arn(group.text("dead-letter")) + "\"}");
        }
        if (group.has("delivery-policy")) attributes.put("DeliveryPolicy", group.json("delivery-policy"));
        int endpoints = 0;
        String protocol = "";
        String endpoint = "";
        for (String kind : List.of("queue", "url", "email")) {
            if (!group.has(kind)) continue;
            endpoints++;
            String text = group.text(kind);
            endpoint = kind.equals("queue") ? arn(text) : text;
            protocol = kind.equals("queue") ? "sqs" : kind.equals("email") ? "email" : scheme(text);
        }
        if (endpoints != 1) {
            throw new InvalidConfiguration(
                    "%s (%s): a subscription has a queue, a url or an email".formatted(key, options.origin(key)));
        }
        String its = endpoint;
        String of = protocol;
        return checked(key, () -> DeclaredTopics.subscription(topic, of, its, attributes));
    }

    private static String scheme(String url) {
        return url.startsWith("https:") ? "https" : "http";
    }

    /** A name of one's own, or an ARN. */
    private String arn(String queue) {
        return queue.startsWith("arn:") ? queue : DeclaredQueue.arn(owner.account(), owner.region(), queue);
    }

    private <T> T checked(String key, Supplier<T> declared) {
        try {
            return declared.get();
        } catch (ApiException fault) {
            throw new InvalidConfiguration("%s (%s): %s".formatted(key, options.origin(key), fault.text()));
        }
    }

    /** The keys in a group, in order; which is by name, since HOCON keeps no other. */
    private Iterable<String> names(String key) {
        if (options.value(key).valueType() != ConfigValueType.OBJECT) {
            throw options.invalid(key, "a group in braces");
        }
        return new TreeMap<>((ConfigObject) options.value(key)).keySet();
    }
}
