package dev.sluice.broker.engine.queue;

import static dev.sluice.broker.engine.queue.Check.require;

import dev.sluice.broker.engine.effect.Touched;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message group that has touched messages. They come before all its others, so what is deliverable of the group is
 * the touched ones up to the first hidden, and, when none is hidden, what waits behind them. Known by its hash: two
 * groups that share one are treated as one group, each still in order.
 */
final class Group {
    final long hash;
    /** Null after a restart, until a message of it has been read. */
    @Nullable
    String name;

    /** By sequence. */
    final List<GroupedMessage> touched = new ArrayList<>(2);

    /** The sequence touched last: what waits of the group comes behind it. */
    long last;
    /** A message of the group may wait before the cursor, where only the group leads to it. */
    boolean passed;

    int slot = IndexedHeap.NOWHERE;

    Group(long hash) {
        this.hash = hash;
    }

    GroupedMessage head() {
        return touched.get(0);
    }

    /** As they are stored. */
    List<Touched.InGroup> rows() {
        var rows = new ArrayList<Touched.InGroup>(touched.size());
        for (GroupedMessage message : touched) rows.add(new Touched.InGroup(message.sequence, message.row()));
        return rows;
    }

    boolean isEmpty() {
        return touched.isEmpty();
    }

    boolean startsWith(GroupedMessage message) {
        return !touched.isEmpty() && touched.get(0) == message;
    }

    void add(GroupedMessage message) {
        require(touched.isEmpty() || message.sequence > last, "%s is not behind %s", message, last);
        touched.add(message);
        last = message.sequence;
    }

    /** As {@link #add}, in any order. */
    void restore(GroupedMessage message) {
        int index = touched.size();
        while (index > 0 && touched.get(index - 1).sequence > message.sequence) index--;
        touched.add(index, message);
        last = Math.max(last, message.sequence);
    }

    @Override
    public String toString() {
        return "group " + Long.toHexString(hash) + " up to " + last + (passed ? ", passed: " : ": ") + touched;
    }
}
