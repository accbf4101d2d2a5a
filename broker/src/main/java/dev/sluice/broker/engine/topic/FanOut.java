package dev.sluice.broker.engine.topic;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.QueueId;
import java.security.MessageDigest;
import java.util.List;

/** One publication on its way to the subscriptions that want it, in the batch that accepts it. */
final class FanOut {
    /** A message in a queue has no more attributes than these. */
    private static final int MOST_ATTRIBUTES = 10;

    private final ShardQueues queues;
    private final Telephones telephones;
    private final Publication publication;
    private final Envelopes envelopes;

    /**
     * @param sequence in a FIFO topic, else 0
     * @param replayed whether it comes from the archive
     * @param md5 a new one, to be cloned
     */
    FanOut(
            ShardQueues queues,
            Telephones telephones,
            Publication publication,
            long sequence,
            boolean replayed,
            MessageDigest md5) {
        this.queues = queues;
        this.telephones = telephones;
        this.publication = publication;
        this.envelopes = new Envelopes(publication, sequence, replayed, md5);
    }

    /** What must not go out goes to no dead-letter queue either, where the subscriber could read it. */
    void deliver(Subscription subscription, long now, Effects effects) {
        if (publication.wording(subscription.wordingKey()).withheld()) {
            subscription.countLost();
            return;
        }
        QueueId queue = subscription.queue();
        Message message = message(subscription);
        boolean delivered = isTakenBy(subscription) && queues.send(queue, fitFor(queue, message), now, effects);
        if (delivered) subscription.countDelivered();
        else giveUp(queues, subscription, message, now, effects);
    }

    private Message message(Subscription subscription) {
        boolean raw = subscription.isRaw();
        Wording wording = publication.wording(subscription.wordingKey());
        Envelopes.Envelope envelope = raw ? null : envelopes.of(subscription);
        List<MessageAttribute> attributes = raw ? publication.attributes() : List.of();
        return new Message(
                // Who carries a message on tells its endpoint the id it was published under; a copy in a queue has its
                // own.
                subscription.hasInternalQueue()
                        ? publication.id()
                        : publication.id().ofCopy(subscription.number()),
                envelope == null ? wording.text() : envelope.text(),
                envelope == null ? wording.textMd5() : envelope.md5(),
                attributes,
                subscription.hasInternalQueue() ? null : publication.groupId(),
                publication.deduplicationId(),
                publication.traceHeader(),
                publication.senderId());
    }

    /**
     * A FIFO queue takes messages of FIFO topics only, and any queue only so many attributes; what is no queue takes what
     * comes, but for telephones.
     */
    private boolean isTakenBy(Subscription subscription) {
        if (subscription.hasInternalQueue()) return telephones.take(subscription.record());
        if (subscription.isRaw() && publication.attributes().size() > MOST_ATTRIBUTES) return false;
        return !subscription.queue().isFifo() || publication.deduplicationId() != null;
    }

    /** What cannot be delivered goes to the dead-letter queue as it would have been delivered, or is lost. */
    static void giveUp(ShardQueues queues, Subscription subscription, Message message, long now, Effects effects) {
        QueueId deadLetters = subscription.deadLetterQueue();
        boolean taken = deadLetters != null
                && (!deadLetters.isFifo() || message.deduplicationId() != null)
                && queues.send(deadLetters, fitFor(deadLetters, message), now, effects);
        if (taken) subscription.countDeadLettered();
        else subscription.countLost();
    }

    /** A FIFO topic's groups and deduplication ids are for FIFO queues; a standard topic's groups for standard ones. */
    private static Message fitFor(QueueId queue, Message message) {
        if (queue.isFifo() || message.deduplicationId() == null) return message;
        return new Message(
                message.id(),
                message.body(),
                message.bodyMd5(),
                message.attributes(),
                null,
                null,
                message.traceHeader(),
                message.senderId());
    }
}
