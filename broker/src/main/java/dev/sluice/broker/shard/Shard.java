package dev.sluice.broker.shard;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Command.DeleteQueue;
import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.effect.Effects;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.log.CommandLog;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The queues that share one order and one owner thread. {@link #turn} is the broker's heart: everything that has arrived,
 * applied in order, made durable once, answered. What arrives while a turn writes is the next turn's batch, so group
 * commit needs no tuning.
 */
final class Shard {
    /** An idle broker looks at the clock this often, so that expired messages go although nobody asks. */
    private static final long IDLE_TICK_MILLIS = 1_000;

    /** How often in one turn receives may make further queues ready, before the rest waits for the next turn. */
    private static final int WAKING_ROUNDS = 8;

    private final ShardOptions options;
    private final ShardMachine machine;
    private final CommandLog<Letter> log;
    private final Store store;
    private final Mailbox mailbox;
    private final LongSupplier clock;
    private final ShardMetrics metrics;
    private final Bell bell;
    private final Owner owner = new Owner();

    private final Effects effects = new Effects();
    private final Answers answers = new Answers();
    private final List<Letter> mail = new ArrayList<>();
    private final List<Letter> questions = new ArrayList<>();
    private final LongPolls longPolls;
    private final EmptyReceives emptyReceives;
    /** Queues whose waiting receives are still to be woken: a turn leaves some when one wakes another for too long. */
    private final Set<QueueId> readyQueues = new LinkedHashSet<>();

    private long now;
    private long nextIdleTick;
    private volatile boolean draining;

    Shard(
            ShardOptions options,
            ShardMachine machine,
            CommandLog<Letter> log,
            Store store,
            Mailbox mailbox,
            LongSupplier clock,
            MeterRegistry registry,
            Bell bell,
            EmptyReceives emptyReceives) {
        this.options = options;
        this.machine = machine;
        this.log = log;
        this.store = store;
        this.mailbox = mailbox;
        this.clock = clock;
        this.metrics = new ShardMetrics(registry, mailbox);
        this.bell = bell;
        this.emptyReceives = emptyReceives;
        this.now = Math.max(machine.head().time(), clock.getAsLong());
        this.longPolls = new LongPolls(now);
    }

    /** Makes the calling thread the owner; nobody else may call {@link #turn} from now on. */
    void claim() {
        owner.claim();
    }

    /** From now on no receive waits: parked ones are answered empty in the next turn. Callable from any thread. */
    void drain() {
        draining = true;
        mailbox.wake();
    }

    /** One turn. Returns how many replies it sent. An exception leaves nothing answered and must end the process. */
    int turn() {
        owner.check();
        takeMail();
        // After the mail is taken: nothing may be stamped earlier than its call. And stamps never run backwards.
        now = Math.max(now, clock.getAsLong());
        if (machine.nextDeadline() <= now) log.propose(Command.Tick.TICK, null, now);
        proposeMail();

        applyCommitted();
        wakeLongPolls();
        for (Letter letter : questions) answer(letter, question(letter).answerFrom(machine, now));
        questions.clear();

        makeDurable();
        endWaits();
        int answered = answers.size();
        answers.send();
        metrics.turned(longPolls.size());
        return answered;
    }

    /** Sleeps until there is something to do. */
    void awaitWork() {
        long wakeAt = Math.min(longPolls.nextExpiry(), nextTick());
        long millis = wakeAt == Long.MAX_VALUE ? IDLE_TICK_MILLIS * 60 : wakeAt - Math.max(now, clock.getAsLong());
        if (millis > 0 && readyQueues.isEmpty() && !(draining && longPolls.size() > 0)) mailbox.await(millis);
    }

    private long nextTick() {
        long deadline = machine.nextDeadline();
        // To the millisecond while somebody waits, and for move tasks; else a look now and then is enough.
        return longPolls.size() > 0 ? deadline : Math.min(Math.max(deadline, nextIdleTick), machine.nextMoveAt());
    }

    private void takeMail() {
        int bytes = 0;
        for (int taken = 0; taken < options.turnCommands() && bytes < options.turnBytes(); taken++) {
            Letter letter = mailbox.take();
            if (letter == null) break;
            bytes += letter.bodyBytes();
            mail.add(letter);
        }
    }

    private void proposeMail() {
        for (Letter letter : mail) propose(letter);
        mail.clear();
        for (ReplyTo gone = mailbox.takeCancellation(); gone != null; gone = mailbox.takeCancellation()) {
            longPolls.cancel(gone);
        }
    }

    private void propose(Letter letter) {
        if (letter.command == null) questions.add(letter);
        else if (letter.command instanceof Receive receive) proposeOrPark(receive, letter.replyTo);
        else log.propose(letter.command, letter, now);
    }

    /** A receive that would find nothing is parked before it is logged, and costs nothing but its memory. */
    private void proposeOrPark(Receive receive, ReplyTo replyTo) {
        long waitMillis = machine.waitMillis(receive.queue(), receive.waitSeconds());
        if (waitMillis == 0) {
            log.propose(receive, new Letter(receive, replyTo), now);
            return;
        }
        var poll = new LongPoll(receive, replyTo, now + waitMillis);
        if (machine.hasAvailable(receive.queue(), now)) log.propose(receive, poll, now);
        else parkOrAnswerEmpty(poll);
    }

    private void parkOrAnswerEmpty(LongPoll poll) {
        if (draining || longPolls.size() >= options.parkedPolls()) answerEmpty(poll);
        else longPolls.park(poll);
    }

    private void answerEmpty(LongPoll poll) {
        emptyReceives.count(poll.receive.queue());
        answers.add(poll.replyTo, Received.NOTHING);
    }

    private boolean applyCommitted() {
        var committed = log.committed();
        for (var next : committed) {
            Reply reply = machine.apply(next.entry(), effects);
            if (next.tag() != null) answer(next.tag(), reply);
            if (next.entry().command() instanceof DeleteQueue delete) endWaitsOf(delete.queue());
        }
        return !committed.isEmpty();
    }

    /** At once, not when the turn ends: by then a new queue may bear the name, and an old poll must not serve it. */
    private void endWaitsOf(QueueId gone) {
        for (LongPoll poll = longPolls.takeOldest(gone); poll != null; poll = longPolls.takeOldest(gone)) {
            answers.add(poll.replyTo, new Rejected(Rejection.QUEUE_DOES_NOT_EXIST));
        }
        emptyReceives.forget(gone);
    }

    private void answer(Letter letter, Reply reply) {
        // Somebody was faster: the poll goes on waiting.
        boolean empty =
                reply instanceof Received received && received.deliveries().isEmpty();
        if (empty && letter instanceof LongPoll poll && poll.deadline > now) {
            parkOrAnswerEmpty(poll);
            return;
        }
        if (empty && letter.command instanceof Receive receive) emptyReceives.count(receive.queue());
        answers.add(letter.replyTo, reply);
    }

    /**
     * Proposes parked polls of queues that have something now, oldest first. They are applied in this same turn, so a
     * message travels from its send to a waiting receive within one write to disk.
     */
    private void wakeLongPolls() {
        takeReadyQueues();
        for (int round = 0; round < WAKING_ROUNDS && longPolls.size() > 0 && !readyQueues.isEmpty(); round++) {
            List<QueueId> ready = List.copyOf(readyQueues);
            readyQueues.clear();
            ready.forEach(this::wakeLongPollsOf);
            // Some that were woken have moved messages to other queues, or have not looked at all there is.
            takeReadyQueues();
        }
        if (longPolls.size() == 0) readyQueues.clear();
    }

    private void takeReadyQueues() {
        effects.readyQueues().forEach(bell::ring);
        effects.takeReadyQueues(readyQueues);
    }

    private void wakeLongPollsOf(QueueId queue) {
        while (machine.hasAvailable(queue, now)) {
            LongPoll poll = longPolls.takeOldest(queue);
            if (poll == null) return;
            log.propose(poll.receive, poll, now);
            if (!applyCommitted() || poll.parked) return;
        }
    }

    private void makeDurable() {
        boolean sweep = store.wantsSweep();
        if (sweep) machine.sweep(effects);
        machine.endTurn(effects);
        if (!effects.changes().isEmpty()) {
            long start = System.nanoTime();
            store.write(effects.changes(), machine.head());
            metrics.wrote(answers.size(), System.nanoTime() - start);
        }
        if (sweep) {
            store.swept();
            metrics.swept();
        }
        effects.clear();
    }

    private void endWaits() {
        longPolls.takeExpired(now).forEach(this::answerEmpty);
        if (draining) longPolls.takeAll().forEach(this::answerEmpty);
        nextIdleTick = now + IDLE_TICK_MILLIS;
    }

    private static Question question(Letter letter) {
        if (letter.question == null) throw new IllegalStateException("a letter is a command or a question");
        return letter.question;
    }
}
