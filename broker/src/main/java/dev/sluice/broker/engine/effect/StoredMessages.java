package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The machine's only view of the disk: messages that earlier turns have written. What the present turn writes is not
 * seen here; the machine remembers that itself until the turn ends. All calls read rows at or after a cursor, or by
 * exact position, so they never meet deleted ranges.
 */
public interface StoredMessages {

    /** The message at exactly this position, or null. */
    @Nullable
    StoredMessage find(long logId, Position position);

    /**
     * Lane 0 in sequence order from {@code from} up to, not including, {@code to}: at most {@code maxMessages}, and no
     * more once their weights exceed {@code maxBytes}, but at least one if there is one.
     */
    List<StoredMessage> available(long logId, long from, long to, int maxMessages, int maxBytes);

    /** Lane 1 in due order from {@code from}, itself included; bounds as above. */
    List<StoredMessage> delayed(long logId, Position from, int maxMessages, int maxBytes);

    /** Lane 2 in sequence order from {@code from} up to, not including, {@code to}; bounds as above. */
    List<StoredMessage> heldBack(long logId, long from, long to, int maxMessages, int maxBytes);

    /**
     * Outlines of a FIFO queue's messages in sequence order, from {@code from} up to, not including, {@code to}: at most
     * {@code max}. Of their content they have the group's name only.
     *
     * @see StoredMessage#isOutline
     */
    List<StoredMessage> outlines(long logId, long from, long to, int max);

    /** A group's messages in a FIFO queue, in order from {@code from}, itself included: at most {@code max}. */
    List<StoredMessage> group(long logId, long group, long from, int max);

    /** Says that {@link #group} is likely to be asked this soon, so that it may be read meanwhile. Changes no answer. */
    default void expect(long logId, long group, long from) {}

    /** The message of a FIFO queue with exactly this sequence, or null. */
    @Nullable
    StoredMessage find(long logId, long group, long sequence);

    /**
     * How many groups of a FIFO queue have messages, in the order of their hashes as unsigned numbers: at most {@code max},
     * from the one behind {@code after} on. Where it would have to look at too many rows that are gone, it stops early.
     *
     * @param after {@link dev.sluice.broker.model.TextHash#NONE} to start at the first
     */
    GroupCount countGroups(long logId, long after, int max);

    /**
     * Some groups were counted.
     *
     * @param last the last of them, or {@code after} when there was none
     * @param more whether others may follow
     */
    record GroupCount(int groups, long last, boolean more) {}

    /** What was accepted under this key, or null. A row may outlive the interval; its time decides. */
    @Nullable
    Accepted accepted(long logId, DeduplicationKey key);

    /** The request that was accepted under the token of this key, or null. Its time decides, as above. */
    @Nullable
    AcceptedRequest acceptedRequest(long logId, DeduplicationKey key);
}
