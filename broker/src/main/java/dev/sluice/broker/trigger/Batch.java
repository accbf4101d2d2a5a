package dev.sluice.broker.trigger;

import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Messages for one invocation, while they are gathered. */
final class Batch {
    /** What Lambda takes in one invocation, near enough. */
    private static final long MOST_BYTES = 6L << 20;
    /** Attributes that every message has, names and braces. */
    private static final int EVENT_BYTES = 600;

    /** It is invoked by then even if it is not full. Epoch milliseconds, as the other. */
    final long closesAt;
    /** No message of it is back before. */
    final long hiddenUntil;

    private final List<Delivery> messages = new ArrayList<>();
    private long bytes;

    /** What is left of a message once the function has it. */
    record Receipt(String id, @Nullable String groupId, ReceiptHandle handle) {}

    Batch(long closesAt, long hiddenUntil) {
        this.closesAt = closesAt;
        this.hiddenUntil = hiddenUntil;
    }

    /** Roughly what the message takes in an event, and in memory. */
    static int bytes(Delivery message) {
        return message.message().weight() + EVENT_BYTES;
    }

    boolean hasRoomFor(Delivery message) {
        return messages.isEmpty() || bytes + bytes(message) <= MOST_BYTES;
    }

    void add(Delivery message) {
        messages.add(message);
        bytes += bytes(message);
    }

    int size() {
        return messages.size();
    }

    long bytes() {
        return bytes;
    }

    List<Delivery> messages() {
        return messages;
    }

    List<Receipt> receipts() {
        List<Receipt> receipts = new ArrayList<>(messages.size());
        for (Delivery each : messages) {
            var message = each.message();
            receipts.add(new Receipt(message.id().toString(), message.groupId(), each.handle()));
        }
        return receipts;
    }

    /**
     * What may be deleted.
     *
     * @param inOrder whether the first failure of a message group keeps all of the group that follows
     */
    static List<ReceiptHandle> done(List<Receipt> receipts, Set<String> failedIds, boolean inOrder) {
        List<ReceiptHandle> done = new ArrayList<>(receipts.size());
        Set<String> stoppedGroups = new HashSet<>();
        for (Receipt each : receipts) {
            boolean failed = failedIds.contains(each.id());
            String group = inOrder ? each.groupId() : null;
            if (group != null && failed) stoppedGroups.add(group);
            if (!failed && (group == null || !stoppedGroups.contains(group))) done.add(each.handle());
        }
        return done;
    }
}
