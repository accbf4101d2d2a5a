package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueId;
import java.util.function.Function;

/** Does a command's work on its queue, once that is brought to now; or refuses it when there is no such queue. */
interface QueueAccess {
    Reply at(QueueId queue, long now, Effects effects, Function<QueueMachine, Reply> work);
}
