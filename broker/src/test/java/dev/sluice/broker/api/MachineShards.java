package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Entry;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.shard.ReplyTo;
import dev.sluice.broker.shard.Shards;
import dev.sluice.broker.store.SimulatedStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A shard on the caller's thread: every command is a turn, time stands still until told otherwise. */
public final class MachineShards implements Shards, InstantSource {
    private final SimulatedStore store = new SimulatedStore();
    private final ShardMachine machine;
    private final List<Parked> parked = new ArrayList<>();
    private long now = 1_787_000_000_000L;
    private Submission submission = Submission.TAKEN;
    private Runnable afterNextQuestion = () -> {};

    private record Parked(Command.Receive receive, ReplyTo replyTo) {}

    public MachineShards(int inFlightLimit) {
        machine = new ShardMachine(store.messages(), inFlightLimit);
        machine.restored();
    }

    /** From now on nothing is taken, for this reason. */
    public void refuse(Submission reason) {
        submission = reason;
    }

    /** Happens once, when the next question has an answer but its asker does not have it yet. */
    public void afterNextQuestion(Runnable event) {
        afterNextQuestion = event;
    }

    public long now() {
        return now;
    }

    /** What the edge's clock says is what the log stamps. */
    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(now);
    }

    public int parked() {
        return parked.size();
    }

    public void passSeconds(long seconds) {
        now += seconds * 1000;
        apply(Command.Tick.TICK);
        wake();
    }

    @Override
    public Submission submit(Command command, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        if (command instanceof Command.Receive receive
                && machine.waitMillis(receive.queue(), receive.waitSeconds()) > 0
                && !machine.hasAvailable(receive.queue(), now)) {
            parked.add(new Parked(receive, replyTo));
            return Submission.TAKEN;
        }
        Reply reply = apply(command);
        replyTo.executor().execute(() -> replyTo.accept(reply));
        wake();
        return Submission.TAKEN;
    }

    @Override
    public Submission ask(Question question, ReplyTo replyTo) {
        if (submission != Submission.TAKEN) return submission;
        Reply reply = question.answerFrom(machine, now);
        Runnable event = afterNextQuestion;
        afterNextQuestion = () -> {};
        event.run();
        replyTo.executor().execute(() -> replyTo.accept(reply));
        return Submission.TAKEN;
    }

    @Override
    public void cancel(ReplyTo replyTo) {
        parked.removeIf(poll -> poll.replyTo == replyTo);
    }

    private void wake() {
        for (Parked poll : List.copyOf(parked)) {
            if (!machine.hasAvailable(poll.receive.queue(), now)) continue;
            parked.remove(poll);
            poll.replyTo.accept(apply(poll.receive));
        }
    }

    public Reply answer(Question question) {
        return question.answerFrom(machine, now);
    }

    public Reply apply(Command command) {
        var effects = new Effects();
        Reply reply = machine.apply(new Entry(machine.head().index() + 1, now, command), effects);
        machine.endTurn(effects);
        store.write(effects.changes(), machine.head());
        return reply;
    }
}
