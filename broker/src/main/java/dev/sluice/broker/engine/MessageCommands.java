package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Done;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.engine.queue.AcceptedRequests;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.IdempotencyToken;
import dev.sluice.broker.model.ReceiptHandle;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** What clients do with the messages of a queue. */
final class MessageCommands {
    private static final Rejected NOT_AVAILABLE = new Rejected(Rejection.MESSAGE_NOT_AVAILABLE);
    private static final Rejected ANOTHER_QUEUES_HANDLE = new Rejected(Rejection.HANDLE_OF_ANOTHER_QUEUE);

    private final Queues queues;
    private final RunningQueues running;
    private final AcceptedRequests accepted;

    MessageCommands(Queues queues, RunningQueues running, AcceptedRequests accepted) {
        this.queues = queues;
        this.running = running;
        this.accepted = accepted;
    }

    Reply send(Command.Send c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            if (lacksDeduplicationId(queue, c)) return new Rejected(Rejection.NO_DEDUPLICATION_ID);
            IdempotencyToken token = queue.id().isFifo() ? null : c.token();
            Reply repetition = accepted.repetition(queue.logId(), token, now, Reply.Sent::new);
            if (repetition != null) return repetition;
            var outcomes = new ArrayList<Reply.SendOutcome>(c.messages().size());
            for (Command.Outgoing outgoing : c.messages()) {
                long delayMillis = outgoing.delaySeconds() == Command.QUEUE_DEFAULT
                        ? queue.attributes().delayMillis()
                        : outgoing.delaySeconds() * 1000L;
                outcomes.add(queue.send(outgoing.message(), outgoing.sizeBytes(), delayMillis, now, effects));
            }
            accepted.add(queue.logId(), token, now, outcomes, effects);
            return new Reply.Sent(outcomes);
        });
    }

    private static boolean lacksDeduplicationId(QueueMachine queue, Command.Send send) {
        if (!queue.id().isFifo() || queue.attributes().deduplicatesByContent()) return false;
        for (Command.Outgoing outgoing : send.messages()) if (outgoing.deduplicatesByContent()) return true;
        return false;
    }

    Reply receive(Command.Receive c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            long visibilityMillis = c.visibilitySeconds() == Command.QUEUE_DEFAULT
                    ? queue.attributes().visibilityMillis()
                    : c.visibilitySeconds() * 1000L;
            boolean waits = waitSeconds(queue, c.waitSeconds()) > 0;
            return queue.receive(c.max(), visibilityMillis, waits, c.attempt(), now, effects);
        });
    }

    Reply delete(Command.Delete c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            var outcomes = new ArrayList<@Nullable Rejected>(c.handles().size());
            for (int i = 0; i < c.handles().size(); i++) {
                ReceiptHandle handle = c.handles().get(i);
                if (handle.logId() == queue.logId())
                    outcomes.add(queue.delete(handle, c.handledMillis(i), now, effects));
                else outcomes.add(isOfAnotherQueue(handle) ? ANOTHER_QUEUES_HANDLE : null);
            }
            return new Reply.Settled(outcomes);
        });
    }

    Reply changeVisibility(Command.ChangeVisibility c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            var outcomes = new ArrayList<@Nullable Rejected>(c.changes().size());
            for (Command.VisibilityChange change : c.changes()) {
                ReceiptHandle handle = change.handle();
                long visibilityMillis = change.seconds() * 1000L;
                if (handle.logId() == queue.logId()) {
                    outcomes.add(queue.changeVisibility(handle, visibilityMillis, now, effects));
                } else {
                    outcomes.add(isOfAnotherQueue(handle) ? ANOTHER_QUEUES_HANDLE : NOT_AVAILABLE);
                }
            }
            return new Reply.Settled(outcomes);
        });
    }

    Reply undoReceive(Command.UndoReceive c, long now, Effects effects) {
        return running.at(c.queue(), now, effects, queue -> {
            for (ReceiptHandle handle : c.handles()) {
                if (handle.logId() == queue.logId()) queue.undoReceive(handle, now, effects);
            }
            return Done.DONE;
        });
    }

    static int waitSeconds(QueueMachine queue, int asked) {
        return asked == Command.QUEUE_DEFAULT ? queue.attributes().waitSeconds() : asked;
    }

    /** Handles of a log that is gone may have been this queue's, before a purge. */
    private boolean isOfAnotherQueue(ReceiptHandle handle) {
        return queues.ofLog(handle.logId()) != null;
    }
}
