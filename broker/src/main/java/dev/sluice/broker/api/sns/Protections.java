package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.protection.InvalidProtectionPolicy;
import dev.sluice.broker.api.protection.ProtectionPolicy;
import dev.sluice.broker.model.TopicId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The data protection policies of topics that were published to lately, read. One may be out of date; the machine tells,
 * and accepts nothing that was made by another than the topic's. Owned by one event loop.
 */
final class Protections {
    private static final int MOST = 1_000;

    private final Map<TopicId, Protection> byTopic = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TopicId, Protection> eldest) {
            return size() > MOST;
        }
    };

    /** A policy as it was put, and what it means. */
    record Protection(String text, ProtectionPolicy policy) {
        static final Protection NONE = new Protection("", ProtectionPolicy.NONE);

        boolean isNone() {
            return text.isEmpty();
        }
    }

    /** The policy last heard of. */
    Protection of(TopicId topic) {
        if (byTopic.isEmpty()) return Protection.NONE;
        return byTopic.getOrDefault(topic, Protection.NONE);
    }

    /** The policy is this one; empty for none. */
    Protection learn(TopicId topic, String text) {
        if (text.isEmpty()) {
            byTopic.remove(topic);
            return Protection.NONE;
        }
        try {
            var protection = new Protection(text, ProtectionPolicy.of(text));
            byTopic.put(topic, protection);
            return protection;
        } catch (InvalidProtectionPolicy e) {
            throw SnsFaults.invalidParameter(
                    "TopicArn", "The topic's data protection policy cannot be carried out: " + e.getMessage());
        }
    }
}
