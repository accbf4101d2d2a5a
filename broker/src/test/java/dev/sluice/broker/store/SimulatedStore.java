package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Accepted;
import dev.sluice.broker.engine.effect.AcceptedRequest;
import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.engine.effect.StoredMessages;
import dev.sluice.broker.model.DeduplicationKey;
import dev.sluice.broker.model.Position;
import dev.sluice.broker.store.SimulatedRows.Grouped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that loses what was not synced when it crashes. A closed or crashed one is used again as if it had
 * been opened anew. Unlike RocksDB's, its range deletes show at once, so a machine that reads dead rows is found out.
 */
public final class SimulatedStore implements Store {
    private final SyncMode sync;
    private final List<Turn> unsynced = new ArrayList<>();
    private SimulatedRows durable = new SimulatedRows();
    private SimulatedRows current = new SimulatedRows();
    private boolean wantsSweep;
    private boolean acceptsSends = true;
    private long writes;

    private record Turn(List<Change> changes, ShardHead head) {}

    /** Syncs every write. */
    public SimulatedStore() {
        this(SyncMode.ALWAYS);
    }

    /** With {@link SyncMode#NEVER}, what is written since the last {@link #sync} may be lost. */
    public SimulatedStore(SyncMode sync) {
        this.sync = sync;
    }

    /** Makes everything written so far durable. */
    public void sync() {
        for (Turn turn : unsynced) durable.apply(turn.changes(), turn.head());
        unsynced.clear();
    }

    /** The power goes. Of the unsynced turns the first few may have reached the disk, in order. */
    public void crash(int unsyncedTurnsKept) {
        for (Turn turn : unsynced.subList(0, Math.min(unsyncedTurnsKept, unsynced.size()))) {
            durable.apply(turn.changes(), turn.head());
        }
        unsynced.clear();
        current = durable.copy();
    }

    /** How many turns a crash could lose. */
    public int unsyncedTurns() {
        return unsynced.size();
    }

    /** How often something was written. */
    public long writes() {
        return writes;
    }

    public void wantsSweep(boolean wanted) {
        wantsSweep = wanted;
    }

    public void acceptsSends(boolean accepted) {
        acceptsSends = accepted;
    }

    /** Rows of messages, dead ones that no sweep has removed yet included. */
    public long messageRows() {
        return current.messageRows();
    }

    /** Every row, a line each, in order: equal exactly when the rows are. */
    public String dump() {
        return current.dump();
    }

    @Override
    public void restore(Restoration restoration) {
        current.restore(restoration);
    }

    @Override
    public StoredMessages messages() {
        return new CurrentMessages();
    }

    @Override
    public void write(List<Change> changes, ShardHead head) {
        writes++;
        var turn = new Turn(List.copyOf(changes), head);
        current.apply(turn.changes(), head);
        unsynced.add(turn);
        if (sync == SyncMode.ALWAYS) sync();
    }

    @Override
    public boolean wantsSweep() {
        return wantsSweep;
    }

    @Override
    public void swept() {
        wantsSweep = false;
    }

    @Override
    public boolean acceptsSends() {
        return acceptsSends;
    }

    @Override
    public void close() {
        sync();
    }

    private final class CurrentMessages implements StoredMessages {
        @Override
        public @Nullable StoredMessage find(long logId, Position position) {
            return current.messages(logId).get(position);
        }

        @Override
        public List<StoredMessage> available(long logId, long from, long to, int maxMessages, int maxBytes) {
            return read(logId, Position.available(from), Position.available(to), maxMessages, maxBytes);
        }

        @Override
        public List<StoredMessage> delayed(long logId, Position from, int maxMessages, int maxBytes) {
            return read(logId, from, Position.heldBack(0), maxMessages, maxBytes);
        }

        @Override
        public List<StoredMessage> heldBack(long logId, long from, long to, int maxMessages, int maxBytes) {
            return read(logId, Position.heldBack(from), Position.heldBack(to), maxMessages, maxBytes);
        }

        @Override
        public List<StoredMessage> outlines(long logId, long from, long to, int max) {
            return read(logId, Position.available(from), Position.available(to), max, Integer.MAX_VALUE).stream()
                    .map(CurrentMessages::outline)
                    .toList();
        }

        private static StoredMessage outline(StoredMessage message) {
            String group = Objects.requireNonNull(message.message().groupId());
            return StoredMessage.outline(message.position(), message.sentAt(), group);
        }

        @Override
        public List<StoredMessage> group(long logId, long group, long from, int max) {
            return current.grouped(logId).subSet(new Grouped(group, from), new Grouped(group, Long.MAX_VALUE)).stream()
                    .limit(max)
                    .map(row -> current.messages(logId).get(Position.available(row.sequence())))
                    .toList();
        }

        @Override
        public @Nullable StoredMessage find(long logId, long group, long sequence) {
            boolean there = current.grouped(logId).contains(new Grouped(group, sequence));
            return there ? current.messages(logId).get(Position.available(sequence)) : null;
        }

        @Override
        public GroupCount countGroups(long logId, long after, int max) {
            List<Long> groups = current.grouped(logId).stream()
                    .map(Grouped::group)
                    .filter(group -> Long.compareUnsigned(group, after) > 0)
                    .distinct()
                    .toList();
            int count = Math.min(max, groups.size());
            return new GroupCount(count, count == 0 ? after : groups.get(count - 1), count < groups.size());
        }

        @Override
        public @Nullable Accepted accepted(long logId, DeduplicationKey key) {
            return current.accepted(logId).get(key);
        }

        @Override
        public @Nullable AcceptedRequest acceptedRequest(long logId, DeduplicationKey key) {
            return current.acceptedRequests(logId).get(key);
        }

        private List<StoredMessage> read(long logId, Position from, Position to, int maxMessages, int maxBytes) {
            var read = new ArrayList<StoredMessage>();
            long weight = 0;
            for (StoredMessage message :
                    current.messages(logId).subMap(from, to).values()) {
                if (read.size() == maxMessages || weight > maxBytes) break;
                read.add(message);
                weight += message.message().weight();
            }
            return read;
        }
    }
}
