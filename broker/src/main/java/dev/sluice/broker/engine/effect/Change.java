package dev.sluice.broker.engine.effect;

import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import java.util.List;

/** One row written or removed. What is written is exactly what is read back at start. */
public sealed interface Change
        permits Change.PutQueue,
                Change.RemoveQueue,
                Change.PutHold,
                Change.RemoveHold,
                Change.PutMoveTask,
                Change.RemoveMoveTask,
                Change.PutHead,
                Change.PutMessage,
                Change.RemoveMessage,
                Change.RemoveMessages,
                Change.PutTouched,
                Change.RemoveTouched,
                Change.PutDue,
                Change.PutGrouped,
                Change.RemoveGrouped,
                Change.PutTouchedGroup,
                Change.RemoveTouchedGroup,
                Change.PutAccepted,
                Change.PutAcceptedRequest,
                Change.RemoveLog,
                TopicChange,
                MobileChange {

    /** Writes a queue's definition. */
    record PutQueue(QueueRecord queue) implements Change {}

    /** Removes a queue's definition; its log goes by {@link RemoveLog}. */
    record RemoveQueue(QueueId queue) implements Change {}

    /** Writes what is held back until when. */
    record PutHold(Hold hold) implements Change {}

    /** Removes it: it is released. */
    record RemoveHold(QueueId queue, Hold.Action action) implements Change {}

    /** Writes a move task as it is after a step. */
    record PutMoveTask(MoveTask task) implements Change {}

    /** Removes a move task that is remembered no longer. */
    record RemoveMoveTask(QueueId source, long number) implements Change {}

    /** Writes a log's head; at most one a turn and log. */
    record PutHead(long logId, QueueHead head) implements Change {}

    /** Writes a message, once, at its send or when it is moved in. */
    record PutMessage(long logId, Position position, long sentAt, Message message) implements Change {}

    /** Removes one message's row. */
    record RemoveMessage(long logId, Position position) implements Change {}

    /** Gives the rows of one lane from {@code from} up to, not including, {@code to} to a range delete. A hint only. */
    record RemoveMessages(long logId, Position from, Position to) implements Change {}

    /** Writes the state of a received message. */
    record PutTouched(long logId, Position position, Touched touched) implements Change {}

    /** Removes it: the message is deleted. */
    record RemoveTouched(long logId, Position position) implements Change {}

    /**
     * Writes how many messages of lane 1 become due at an instant; 0 removes the row.
     *
     * @param dueAt epoch milliseconds, a multiple of {@link DueTimes#STEP_MILLIS}
     */
    record PutDue(long logId, long dueAt, int count) implements Change {}

    /** Writes a message of a FIFO queue, once: among those of its group, and its outline among all by sequence. */
    record PutGrouped(long logId, long group, long sequence, long sentAt, Message message) implements Change {}

    /** Removes both. */
    record RemoveGrouped(long logId, long group, long sequence) implements Change {}

    /** Writes the state of all touched messages of a group of a FIFO queue, in order; there is at least one. */
    record PutTouchedGroup(long logId, long group, List<Touched.InGroup> messages) implements Change {}

    /** Removes it: none of them is touched any more. */
    record RemoveTouchedGroup(long logId, long group) implements Change {}

    /** Remembers an accepted send of a FIFO queue. Its row goes by itself some time after the interval. */
    record PutAccepted(long logId, DeduplicationKey key, Accepted accepted) implements Change {}

    /** Remembers an accepted request with a token, to a standard queue or topic. Its row goes as those above. */
    record PutAcceptedRequest(long logId, DeduplicationKey key, AcceptedRequest request) implements Change {}

    /** Removes every row of a log, in every kind: a purge or a deletion. Costs the same at any size. */
    record RemoveLog(long logId) implements Change {}
}
