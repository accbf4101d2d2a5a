package dev.sluice.broker.hint;

import dev.sluice.broker.engine.effect.Durations;
import dev.sluice.broker.engine.effect.QueueCounts;
import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.QueueWork.ByReceives;
import dev.sluice.broker.engine.effect.QueueWork.DueSteps;
import dev.sluice.broker.engine.effect.Reply;

/** What a shard tells of a queue from which nobody has received. */
public final class UntouchedWork {
    private UntouchedWork() {}

    public static QueueWork of(QueueRecord record, QueueCounts counts) {
        return new QueueWork(
                new Reply.Described(record, counts),
                false,
                0,
                0,
                Durations.NONE,
                Durations.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                ByReceives.NONE,
                DueSteps.NONE);
    }
}
