package dev.sluice.broker.config;

import dev.sluice.broker.api.DeclaredQueue;
import dev.sluice.protocol.error.ApiException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A queue as it is being read from a file: its attributes by SQS's names, each with the key that it stands under. */
final class QueueDraft {
    private final Identity owner;
    private final String name;
    private final String key;
    private final OptionReader options;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, String> keysByAttribute = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();

    /** Whose queues are declared, and in which region. */
    record Identity(String account, String region) {}

    /** @param key of the whole queue in the file that {@code options} reads */
    QueueDraft(Identity owner, String name, String key, OptionReader options) {
        this.owner = owner;
        this.name = name;
        this.key = key;
        this.options = options;
    }

    void attribute(String attribute, String value, String itsKey) {
        attributes.put(attribute, value);
        keysByAttribute.put(attribute, itsKey);
    }

    void redrive(String deadLetterQueue, int maxReceiveCount, String itsKey) {
        attribute(
                DeclaredQueue.REDRIVE_POLICY,
                DeclaredQueue.redrivePolicy(arn(deadLetterQueue), maxReceiveCount),
                itsKey);
    }

    String arn(String queue) {
        return DeclaredQueue.arn(owner.account(), owner.region(), queue);
    }

    void tag(String tag, String value) {
        tags.put(tag, value);
    }

    /** @throws InvalidConfiguration naming the key that the rules of CreateQueue object to */
    DeclaredQueue finished() {
        try {
            return checked(attributes, tags);
        } catch (ApiException fault) {
            throw new InvalidConfiguration("%s (%s): %s".formatted(atFault(), options.origin(atFault()), fault.text()));
        }
    }

    /** The first attribute that is at fault by itself; else the queue. */
    private String atFault() {
        for (var attribute : attributes.entrySet()) {
            try {
                checked(Map.ofEntries(attribute), Map.of());
            } catch (ApiException itsFault) {
                return keysByAttribute.getOrDefault(attribute.getKey(), key);
            }
        }
        return key;
    }

    private DeclaredQueue checked(Map<String, String> someAttributes, Map<String, String> someTags) {
        return DeclaredQueue.checked(
                owner.account(), owner.region(), name, someAttributes, someTags, options.origin(key));
    }
}
