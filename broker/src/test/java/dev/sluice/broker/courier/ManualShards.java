package dev.sluice.broker.courier;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.store.SimulatedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A shard on the test's thread and clock: every command is a turn, and once a second it ticks. */
public final class ManualShards implements Shards {
    private final SimulatedStore store = new SimulatedStore();
    private final ShardMachine machine;
    private final ManualLoop loop;
    private Consumer<QueueId> bell = queue -> {};
    private Submission submission = Submission.TAKEN;

    public ManualShards(ManualLoop loop) {
        this.loop = loop;
        machine = new ShardMachine(store.messages(), 120_000);
        machine.restored();
    }

    private void tick() {
        apply(Command.Tick.TICK);
        loop.at(loop.millis() + 1_000, this::tick);
    }

    public void start(Consumer<QueueId> ring) {
        bell = ring;
        tick();
    }

    /** What commands and questions are answered with from now on. */
    void answerWith(Submission other) {
        submission = other;
    }

    @Override
    public Submission submit(Command command, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        Reply reply = apply(command);
        replyTo.executor().execute(() -> replyTo.accept(reply));
        return Submission.TAKEN;
    }

    @Override
    public Submission ask(Question question, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        Reply reply = question.answerFrom(machine, loop.millis());
        replyTo.executor().execute(() -> replyTo.accept(reply));
        return Submission.TAKEN;
    }

    @Override
    public void cancel(ReplyTo replyTo) {
        throw new IllegalStateException("nobody waits here");
    }

    public Reply apply(Command command) {
        var effects = new Effects();
        Reply reply = machine.apply(new Entry(machine.head().index() + 1, loop.millis(), command), effects);
        List<QueueId> ready = new ArrayList<>();
        effects.takeReadyQueues(ready);
        machine.endTurn(effects);
        store.write(effects.changes(), machine.head());
        ready.forEach(bell);
        return reply;
    }

    public Reply answer(Question question) {
        return question.answerFrom(machine, loop.millis());
    }
}
