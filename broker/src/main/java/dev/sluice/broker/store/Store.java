package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.Change;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.engine.effect.ShardHead;
import dev.sluice.broker.engine.effect.StoredMessages;
import java.util.List;

/** Keeps rows. Owned by the shard thread. */
public interface Store extends AutoCloseable {

    /** Hands everything a restart needs to the restoration: definitions, heads, touched messages, due counts. No message. */
    void restore(Restoration restoration);

    /** The messages that earlier writes have left. */
    StoredMessages messages();

    /**
     * Writes the changes in one batch, all or nothing, together with the shard's head, and returns when they are as
     * durable as the sync mode promises.
     *
     * @throws StoreException when the disk failed. Memory may then be ahead of the disk, so the caller must stop the
     *     process; what the disk holds is some prefix of the turns, this one perhaps included
     */
    void write(List<Change> changes, ShardHead head);

    /**
     * True when dead rows should now be given to range deletes, because the active memtable is nearly full and what is
     * dropped before its flush is never written to a file. The caller writes the sweep, then calls {@link #swept}.
     */
    boolean wantsSweep();

    /** The sweep has been written: flush. */
    void swept();

    /** False while sends must be refused: disk space below its floor, or RocksDB stalling. Deletes and receives go on. */
    boolean acceptsSends();

    @Override
    void close();
}
