package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.Accepted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What receives with an attempt id brought, so that a client that did not see the answer may ask again and gets the same
 * messages under the same handles. Kept with the messages: it costs nothing once they are deleted.
 */
final class ReceiveAttempts {
    /** As long as a send is remembered. */
    static final long INTERVAL_MILLIS = Accepted.INTERVAL_MILLIS;

    private final Map<Long, List<GroupedMessage>> byAttempt = new HashMap<>();

    /** Messages of an earlier receive under this id, which the new one takes over; they must be written. */
    List<GroupedMessage> supersede(long attempt) {
        List<GroupedMessage> earlier = byAttempt.remove(attempt);
        if (earlier == null) return List.of();
        for (GroupedMessage message : earlier) {
            message.attempt = 0;
            message.attemptSize = 0;
        }
        return earlier;
    }

    void add(long attempt, List<GroupedMessage> messages) {
        for (GroupedMessage message : messages) {
            message.attempt = attempt;
            message.attemptSize = messages.size();
        }
        byAttempt.put(attempt, new ArrayList<>(messages));
    }

    void restore(GroupedMessage message) {
        if (message.attempt != 0) {
            byAttempt
                    .computeIfAbsent(message.attempt, attempt -> new ArrayList<>())
                    .add(message);
        }
    }

    /** The message was deleted, shown, hidden anew or received again: its receive cannot be repeated any more. */
    void forget(GroupedMessage message) {
        if (message.attempt == 0) return;
        List<GroupedMessage> others = byAttempt.get(message.attempt);
        if (others != null && others.remove(message) && others.isEmpty()) byAttempt.remove(message.attempt);
        message.attempt = 0;
        message.attemptSize = 0;
    }

    /** The messages to hand out again, by sequence; or null when the receive is a new one. */
    @Nullable
    List<GroupedMessage> repeat(long attempt, long now) {
        List<GroupedMessage> messages = byAttempt.get(attempt);
        if (messages == null || messages.size() != messages.get(0).attemptSize) return null;
        for (GroupedMessage message : messages) {
            if (!message.isHidden(now) || now >= message.receivedAt + INTERVAL_MILLIS) return null;
        }
        messages.sort(Comparator.comparingLong(message -> message.sequence));
        return messages;
    }
}
