package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages of {@link RocksMessages}, some of them read by another thread before they are asked for: of a lane that is
 * read in order what follows, and of a FIFO queue the runs it expects. Answers are the same without; a deep backlog is
 * received as fast as one that stands in memory while another core has time to read.
 *
 * <p>Whatever changes rows that were read early makes them forgotten. Owned by the shard thread.
 */
final class ReadAhead implements StoredMessages, AutoCloseable {
    /** As many as a receive takes of a group. */
    private static final int RUN = 10;

    private static final int RUN_BYTES = 64 << 10;
    /** Shorter reads look for something; they do not go through a lane. */
    private static final int LEAST = 32;

    private static final int MOST_READS = 256;
    private static final long BUDGET_BYTES = 16 << 20;
    /** Read and not asked for in such a time makes room. */
    private static final long STALE_NANOS = 2_000_000_000;

    /** A lane, or one group of a FIFO queue. */
    private record Source(long logId, Kind kind, long group) {
        enum Kind {
            AVAILABLE,
            HELD_BACK,
            GROUP
        }

        static Source available(long logId) {
            return new Source(logId, Kind.AVAILABLE, 0);
        }

        static Source heldBack(long logId) {
            return new Source(logId, Kind.HELD_BACK, 0);
        }

        static Source group(long logId, long group) {
            return new Source(logId, Kind.GROUP, group);
        }
    }

    /** @param read null where nothing is read yet, since only the next read tells that this source is read in order */
    private record Next(long from, long since, @Nullable EarlyRead read) {
        /** What was read from there on, or null; what was read from elsewhere is dropped. */
        @Nullable
        List<StoredMessage> take(long wanted) {
            if (read != null && from == wanted) return read.take();
            drop();
            return null;
        }

        void drop() {
            if (read != null) read.drop();
        }
    }

    private interface Lane {
        List<StoredMessage> read(RocksMessages messages, long from);
    }

    private final RocksMessages direct;
    private final RocksMessages early;
    private final ReadBudget budget = new ReadBudget(BUDGET_BYTES);
    private final ReadingThread thread = new ReadingThread();
    private final Map<Source, Next> next = new LinkedHashMap<>();

    ReadAhead(Database database) {
        direct = new RocksMessages(database);
        early = new RocksMessages(database);
    }

    @Override
    public List<StoredMessage> available(long logId, long from, long to, int maxMessages, int maxBytes) {
        if (maxMessages < LEAST) return direct.available(logId, from, to, maxMessages, maxBytes);
        return inOrder(
                Source.available(logId),
                from,
                to,
                (messages, start) -> messages.available(logId, start, to, maxMessages, maxBytes));
    }

    @Override
    public List<StoredMessage> heldBack(long logId, long from, long to, int maxMessages, int maxBytes) {
        if (maxMessages < LEAST) return direct.heldBack(logId, from, to, maxMessages, maxBytes);
        return inOrder(
                Source.heldBack(logId),
                from,
                to,
                (messages, start) -> messages.heldBack(logId, start, to, maxMessages, maxBytes));
    }

    private List<StoredMessage> inOrder(Source source, long from, long to, Lane lane) {
        Next expected = next.remove(source);
        List<StoredMessage> found = expected == null ? null : expected.take(from);
        if (found == null || found.isEmpty()) found = lane.read(direct, from);
        if (found.isEmpty()) return found;
        long behind = found.get(found.size() - 1).position().sequence() + 1;
        if (behind >= to) return found;
        boolean goesOn = expected != null && expected.from == from;
        expect(source, behind, goesOn ? () -> lane.read(early, behind) : null);
        return found;
    }

    @Override
    public void expect(long logId, long group, long from) {
        Source source = Source.group(logId, group);
        forget(source);
        expect(source, from, () -> early.group(logId, group, from, RUN, RUN_BYTES));
    }

    private void expect(Source source, long from, @Nullable Supplier<List<StoredMessage>> read) {
        long now = System.nanoTime();
        makeRoom(now);
        if (next.size() >= MOST_READS) return;
        EarlyRead asked = read == null ? null : new EarlyRead(read, budget);
        next.put(source, new Next(from, now, asked));
        if (asked != null) thread.ask(asked);
    }

    private void makeRoom(long now) {
        Iterator<Next> oldest = next.values().iterator();
        while (oldest.hasNext()) {
            Next entry = oldest.next();
            if (now - entry.since < STALE_NANOS) return;
            entry.drop();
            oldest.remove();
        }
    }

    @Override
    public List<StoredMessage> group(long logId, long group, long from, int max) {
        List<StoredMessage> run = takeRun(logId, group, from);
        if (run == null || run.isEmpty()) return direct.group(logId, group, from, max);
        if (run.size() >= max) return run.subList(0, max);
        long weight = 0;
        for (StoredMessage message : run) weight += message.message().weight();
        boolean whole = run.size() < RUN && weight <= RUN_BYTES;
        if (whole) return run;
        long behind = run.get(run.size() - 1).position().sequence() + 1;
        var both = new ArrayList<>(run);
        both.addAll(direct.group(logId, group, behind, max - run.size()));
        return both;
    }

    private @Nullable List<StoredMessage> takeRun(long logId, long group, long from) {
        if (next.isEmpty()) return null;
        Next expected = next.remove(Source.group(logId, group));
        return expected == null ? null : expected.take(from);
    }

    /** Of what was read and not asked for yet. Callable from any thread. */
    long bytes() {
        return budget.spent();
    }

    /** Before these changes are written: forgets what was read of rows that they add to or remove. */
    void forget(List<Change> changes) {
        if (next.isEmpty()) return;
        for (Change change : changes) {
            if (change instanceof Change.PutGrouped put) forget(Source.group(put.logId(), put.group()));
            else if (change instanceof Change.RemoveGrouped remove)
                forget(Source.group(remove.logId(), remove.group()));
            else if (change instanceof Change.RemoveMessage remove)
                forget(remove.logId(), remove.position().next());
            else if (change instanceof Change.RemoveMessages remove) forget(remove.logId(), remove.to());
            else if (change instanceof Change.RemoveLog remove) forgetLog(remove.logId());
        }
    }

    private void forget(Source source) {
        Next expected = next.remove(source);
        if (expected != null) expected.drop();
    }

    /** Rows before this position went. */
    private void forget(long logId, Position end) {
        if (end.isDelayed()) return;
        Source source = end.isHeldBack() ? Source.heldBack(logId) : Source.available(logId);
        Next expected = next.get(source);
        if (expected != null && expected.from < end.sequence()) forget(source);
    }

    private void forgetLog(long logId) {
        next.entrySet().removeIf(entry -> {
            if (entry.getKey().logId != logId) return false;
            entry.getValue().drop();
            return true;
        });
    }

    @Override
    public @Nullable StoredMessage find(long logId, Position position) {
        return direct.find(logId, position);
    }

    @Override
    public List<StoredMessage> delayed(long logId, Position from, int maxMessages, int maxBytes) {
        return direct.delayed(logId, from, maxMessages, maxBytes);
    }

    @Override
    public List<StoredMessage> outlines(long logId, long from, long to, int max) {
        return direct.outlines(logId, from, to, max);
    }

    @Override
    public @Nullable StoredMessage find(long logId, long group, long sequence) {
        return direct.find(logId, group, sequence);
    }

    @Override
    public GroupCount countGroups(long logId, long after, int max) {
        return direct.countGroups(logId, after, max);
    }

    @Override
    public @Nullable Accepted accepted(long logId, DeduplicationKey key) {
        return direct.accepted(logId, key);
    }

    @Override
    public @Nullable AcceptedRequest acceptedRequest(long logId, DeduplicationKey key) {
        return direct.acceptedRequest(logId, key);
    }

    @Override
    public void close() {
        thread.close();
        early.close();
        direct.close();
    }
}
