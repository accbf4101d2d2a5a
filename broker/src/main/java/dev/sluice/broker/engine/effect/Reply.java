package dev.sluice.broker.engine.effect;

import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.MessageState;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command or a question was answered with. */
public sealed interface Reply
        permits Reply.Done,
                Reply.Rejected,
                Reply.Created,
                Reply.Exists,
                Reply.PolicyChanged,
                Reply.Listed,
                Reply.Described,
                Reply.Surveyed,
                Reply.QueuePage,
                Reply.WorkPage,
                Reply.GroupsCounted,
                Reply.Tags,
                Reply.Sent,
                Reply.Received,
                Reply.Peeked,
                Reply.MoveTaskCancelled,
                Reply.MoveTasks,
                Reply.Settled,
                TopicReply,
                SmsReply,
                MobileReply {

    /** Done, and there is nothing to add. */
    record Done() implements Reply {
        public static final Done DONE = new Done();
    }

    /** A no, with its reason; {@code detail} is the value its wording needs, or empty. */
    record Rejected(Rejection reason, String detail) implements Reply {
        public Rejected(Rejection reason) {
            this(reason, "");
        }
    }

    /** The queue was created. */
    record Created(QueueId queue) implements Reply {}

    /** A queue of that name exists; whether the wish agrees with it is for the asker to judge. */
    record Exists(QueueRecord queue) implements Reply {}

    /** The policy is another than the one to be replaced: this one, or empty for none. */
    record PolicyChanged(String policy) implements Reply {}

    /** Names in order; {@code more} when others follow the last. */
    record Listed(List<QueueId> queues, boolean more) implements Reply {}

    /** A queue with its counts at the time of asking. */
    record Described(QueueRecord queue, QueueCounts counts) implements Reply {}

    /** Every queue, in order; for metrics. */
    record Surveyed(List<SurveyedQueue> queues) implements Reply {}

    /**
     * A queue with its counts, and with how long its messages took.
     *
     * @param deadLettered messages that went to its dead-letter queue, since the start
     * @param touched messages received and not deleted, by how often they were received
     * @param inFlight those of them that are hidden
     */
    record SurveyedQueue(
            QueueRecord queue,
            QueueCounts counts,
            QueueTimes times,
            long deadLettered,
            ByReceives touched,
            ByReceives inFlight) {

        /** Of a queue that nobody has received from since the start. */
        public SurveyedQueue(QueueRecord queue, QueueCounts counts, QueueTimes times) {
            this(queue, counts, times, 0, ByReceives.NONE, ByReceives.NONE);
        }
    }

    /** Some queues with their counts, in order; {@code last} is the one looked at last, null when no other follows it. */
    record QueuePage(List<Described> queues, @Nullable QueueId last) implements Reply {}

    /** What workers do with some queues, in order; {@code last} is as above, {@code now} in epoch milliseconds. */
    record WorkPage(List<QueueWork> queues, @Nullable QueueId last, long now) implements Reply {}

    /** So many groups, up to the one of this hash; whether others may follow. */
    record GroupsCounted(int groups, long last, boolean more) implements Reply {}

    /** The tags of a queue. */
    record Tags(Map<String, String> tags) implements Reply {}

    /** One outcome for each message of the send, in order: accepted or rejected. */
    record Sent(List<SendOutcome> outcomes) implements Reply {}

    /** Accepted with an id and, in FIFO queues, a sequence, else 0; or rejected. */
    record SendOutcome(
            @Nullable MessageId id, long sequence, @Nullable Rejected rejected) {
        public static SendOutcome accepted(MessageId id) {
            return new SendOutcome(id, 0, null);
        }

        public static SendOutcome accepted(MessageId id, long sequence) {
            return new SendOutcome(id, sequence, null);
        }

        public static SendOutcome rejected(Rejected why) {
            return new SendOutcome(null, 0, why);
        }
    }

    /** The messages received, perhaps none. */
    record Received(List<Delivery> deliveries) implements Reply {
        public static final Received NOTHING = new Received(List.of());
    }

    /** One message handed out. Times in epoch milliseconds. */
    record Delivery(ReceiptHandle handle, long sentAt, long firstReceivedAt, int receiveCount, Message message) {}

    /**
     * What one step of a look at a queue has shown.
     *
     * @param logId the queue's log, in which {@code next} is a position
     * @param next where the look goes on, perhaps with nothing there; null when it has seen everything
     */
    record Peeked(
            long logId,
            List<PeekedMessage> messages,
            @Nullable Position next) implements Reply {}

    /**
     * One message, as it stands.
     *
     * @param receivableAt epoch milliseconds when it is back, or due; 0 when it is available
     * @param delivery what the latest receive gave out; the handle's nonce is 0 if there was none. Nobody received it by
     *     being shown it, so the handle is not for clients
     */
    record PeekedMessage(MessageState state, long receivableAt, Delivery delivery) {}

    /** The move task is cancelled, after so many messages. */
    record MoveTaskCancelled(long moved) implements Reply {}

    /** Move tasks of a source, the latest first. */
    record MoveTasks(List<MoveTask> tasks) implements Reply {}

    /** One outcome for each handle, in order; null where it was carried out. */
    record Settled(List<@Nullable Rejected> outcomes) implements Reply {}
}
