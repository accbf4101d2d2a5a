package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Characters;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.Protocol;
import dev.sluice.protocol.error.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may be published, as far as that needs no look at the topic. */
final class PublishRules {
    private static final int LONGEST_SUBJECT = 100;
    private static final String DEFAULT = "default";
    private static final List<String> KEYS = keys();

    private PublishRules() {}

    static void checkMessage(String message) {
        if (message.isEmpty()) throw SnsFaults.invalidParameter("Empty message");
    }

    static void checkSubject(@Nullable String subject) {
        if (subject == null) return;
        boolean tooLong = subject.codePointCount(0, subject.length()) > LONGEST_SUBJECT;
        if (subject.isEmpty() || tooLong || subject.chars().anyMatch(Character::isISOControl)) {
            throw SnsFaults.invalidParameter("Subject");
        }
    }

    /** @return whether the message is a JSON object with a text for each protocol */
    static boolean isStructured(@Nullable String structure) {
        if (structure == null) return false;
        if (structure.equals("json")) return true;
        throw SnsFaults.invalidParameter("MessageStructure");
    }

    /** The members of a structured message, of which {@code default} is a text. */
    static Map<?, ?> structure(String message) {
        if (!(JsonText.value(message) instanceof Map<?, ?> members)) {
            throw SnsFaults.invalidParameter("Message Structure - JSON message body failed to parse");
        }
        if (members.get(DEFAULT) instanceof String) return members;
        throw SnsFaults.invalidParameter("Message Structure - No default entry in JSON message body");
    }

    static String defaultText(Map<?, ?> structure) {
        return String.valueOf(structure.get(DEFAULT));
    }

    /** The texts for protocols, and platforms of mobile push, that do not get the default. What is no text is passed over. */
    static Map<String, String> otherTexts(Map<?, ?> structure) {
        var texts = new HashMap<String, String>();
        if (structure.isEmpty()) return texts;
        for (String key : KEYS) {
            if (structure.get(key) instanceof String text) texts.put(key, text);
        }
        return texts;
    }

    /** The one text that is for an endpoint of that protocol or platform. */
    static String textFor(String key, Map<?, ?> structure) {
        return structure.get(key) instanceof String text ? text : defaultText(structure);
    }

    private static List<String> keys() {
        var keys = new ArrayList<>(ApplicationRules.PLATFORMS);
        for (Protocol protocol : Protocol.values()) {
            if (protocol != Protocol.APPLICATION) keys.add(protocol.wireName()); // it goes by platforms
        }
        return List.copyOf(keys);
    }

    /** A message group is a label without effect on order in a standard topic; nothing there is told apart by an id. */
    static void checkIds(@Nullable String groupId, @Nullable String deduplicationId, boolean fifo) {
        if (fifo && groupId == null) {
            throw SnsFaults.invalidParameter("The MessageGroupId parameter is required for FIFO topics");
        }
        if (groupId != null && !Characters.areId(groupId)) throw illegalId("MessageGroupId");
        if (deduplicationId == null) return;
        if (!fifo) {
            throw SnsFaults.invalidParameter(
                    "MessageDeduplicationId",
                    "The request includes MessageDeduplicationId parameter that is not valid for this topic type");
        }
        if (!Characters.areId(deduplicationId)) throw illegalId("MessageDeduplicationId");
    }

    private static ApiException illegalId(String parameter) {
        return SnsFaults.invalidParameter(
                parameter, "It can only include alphanumeric and punctuation characters. 1 to 128 in length.");
    }
}
