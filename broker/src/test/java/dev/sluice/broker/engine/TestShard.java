package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Peek;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.PeekedMessage;
import dev.sluice.broker.engine.queue.QueueLimits;
import dev.sluice.broker.engine.topic.TopicLimits;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.store.SimulatedStore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A machine with a store and a log of its own, driven by hand. */
final class TestShard {
    final SimulatedStore store = new SimulatedStore();
    private final QueueLimits limits;
    private final Effects effects = new Effects();
    private final Set<QueueId> readyQueues = new LinkedHashSet<>();
    private final TopicLimits ofTopics;
    private ShardMachine machine;

    TestShard(QueueLimits limits) {
        this(limits, TopicLimits.DEFAULTS);
    }

    TestShard(QueueLimits limits, TopicLimits ofTopics) {
        this.limits = limits;
        this.ofTopics = ofTopics;
        machine = new ShardMachine(store.messages(), limits, ofTopics);
        machine.restored();
    }

    ShardMachine machine() {
        return machine;
    }

    Reply apply(long now, Command command) {
        return machine.apply(new Entry(machine.head().index() + 1, now, command), effects);
    }

    /** All that a look shows, in as many steps as it takes. */
    List<PeekedMessage> look(QueueId queue, Peek first, long now) {
        var seen = new ArrayList<PeekedMessage>();
        Peek peek = first;
        while (true) {
            var step = (Reply.Peeked) new Question.PeekMessages(queue, peek).answerFrom(machine, now);
            seen.addAll(step.messages());
            if (step.next() == null) return seen;
            peek = peek.after(step, first.max());
        }
    }

    void sweep() {
        machine.sweep(effects);
    }

    void endTurn() {
        endTurnTellingChanges();
    }

    List<Change> endTurnTellingChanges() {
        machine.endTurn(effects);
        readyQueues.addAll(effects.readyQueues());
        List<Change> changes = List.copyOf(effects.changes());
        store.write(changes, machine.head());
        effects.clear();
        return changes;
    }

    /** What the turn has to write so far. */
    int changes() {
        return effects.changes().size();
    }

    /** The process ends between two turns, and another takes up what it left. */
    void restart() {
        endTurn();
        crash();
    }

    /** The process ends in the middle of a turn. */
    void crash() {
        effects.clear();
        store.crash(0);
        machine = new ShardMachine(store.messages(), limits, ofTopics);
        store.restore(machine);
        machine.restored();
    }

    /** Queues whose waiting receives were called since they were last taken. */
    Set<QueueId> readyQueues() {
        var all = new LinkedHashSet<>(readyQueues);
        all.addAll(effects.readyQueues());
        return all;
    }

    Set<QueueId> takeReadyQueues() {
        Set<QueueId> taken = readyQueues();
        readyQueues.clear();
        return taken;
    }
}
