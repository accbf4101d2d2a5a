package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;

/** Placeholder signatures until the engine lands; see Command and Question. */
@SuppressWarnings("DoNotCallSuggester")
public final class ShardMachine {
    Reply createQueue(Command.CreateQueue c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply deleteQueue(Command.DeleteQueue c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply setQueueAttributes(Command.SetQueueAttributes c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply purgeQueue(Command.PurgeQueue c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply tagQueue(Command.TagQueue c, Effects effects) {
        throw new IllegalStateException();
    }

    Reply untagQueue(Command.UntagQueue c, Effects effects) {
        throw new IllegalStateException();
    }

    Reply send(Command.Send c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply receive(Command.Receive c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply delete(Command.Delete c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply changeVisibility(Command.ChangeVisibility c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply undoReceive(Command.UndoReceive c, long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply tick(long now, Effects effects) {
        throw new IllegalStateException();
    }

    Reply describe(QueueId queue, long now) {
        throw new IllegalStateException();
    }

    Reply list(Question.ListQueues question) {
        throw new IllegalStateException();
    }

    Reply tags(QueueId queue) {
        throw new IllegalStateException();
    }

    Reply survey(long now) {
        throw new IllegalStateException();
    }
}
