package dev.sluice.broker.shard;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.ShardMachine;
import dev.sluice.broker.engine.TopicCommand;
import dev.sluice.broker.log.LocalLog;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard on one thread, and its door. Opens the machine from the store when it starts.
 *
 * <p>A failed write or an exception from the machine ends the loop: memory may be ahead of the disk, so nothing of that
 * turn is answered and {@code onFailure} must end the process.
 */
public final class ShardThread implements Shards, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ShardThread.class);

    private final Store store;
    private final Mailbox mailbox;
    private final EmptyReceives emptyReceives = new EmptyReceives();
    private final Shard shard;
    private final Thread thread;
    private final Consumer<Throwable> onFailure;
    private volatile boolean stopping;

    /**
     * @param machine restored from the store
     * @param clock epoch milliseconds
     * @param bell told of queues that have something
     * @param onFailure called once, on the shard's thread, when it can not go on
     */
    public ShardThread(
            ShardOptions options,
            ShardMachine machine,
            Store store,
            LongSupplier clock,
            MeterRegistry registry,
            Bell bell,
            Consumer<Throwable> onFailure) {
        this.store = store;
        this.mailbox = new Mailbox(options.mailboxCapacity());
        this.onFailure = onFailure;
        this.shard = new Shard(
                options,
                machine,
                new LocalLog<>(machine.head().index()),
                store,
                mailbox,
                clock,
                registry,
                bell,
                emptyReceives);
        this.thread = new Thread(this::run, "shard-0");
    }

    public void start() {
        thread.start();
    }

    /** How often clients found each queue empty, since the start. Any thread. */
    public Map<QueueId, Long> emptyReceives() {
        return emptyReceives.counts();
    }

    /** The clock says something else than it did a moment ago. */
    public void timeMoved() {
        mailbox.nudge();
    }

    /** Answers parked polls and lets no further receive wait. */
    public void drain() {
        shard.drain();
    }

    /** Refuses what comes from now on, applies and answers what is in the mailbox, and ends the thread. */
    @Override
    public void close() {
        stopping = true;
        shard.drain();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }

    @Override
    public Submission submit(Command command, ReplyTo replyTo) {
        boolean sends = command instanceof Command.Send || command instanceof TopicCommand.Publish;
        if (sends && !store.acceptsSends()) return Submission.SENDS_REFUSED;
        return put(new Letter(command, replyTo));
    }

    @Override
    public Submission ask(Question question, ReplyTo replyTo) {
        return put(new Letter(question, replyTo));
    }

    @Override
    public void cancel(ReplyTo replyTo) {
        mailbox.cancel(replyTo);
    }

    private Submission put(Letter letter) {
        if (stopping) return Submission.STOPPING;
        return mailbox.put(letter) ? Submission.TAKEN : Submission.MAILBOX_FULL;
    }

    private void run() {
        try {
            shard.claim();
            while (true) {
                int answered = shard.turn();
                if (mailbox.size() > 0) continue;
                if (stopping && answered == 0) return;
                if (!stopping) shard.awaitWork();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the shard stops: nothing of the turn that failed was answered; restart recovers from disk", e);
            stopping = true;
            onFailure.accept(e);
        }
    }
}
