package dev.sluice.broker.engine.queue;

import dev.sluice.broker.engine.effect.StoredMessage;
import dev.sluice.broker.model.TextHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds which group of a FIFO queue a receive takes from next, and what it may take of it. */
final class DeliverableGroups {
    /** One command looks at no more messages than this to find one to hand out; the next tick goes on. */
    static final int MAX_PASSED = 10_000;

    private final GroupedLane lane;
    private final Groups groups;
    private final int mostTouched;
    /** The last search stopped before it found anything. */
    private boolean unfinished;

    /** @param mostTouched with so many touched messages only known groups are given out */
    DeliverableGroups(GroupedLane lane, Groups groups, int mostTouched) {
        this.lane = lane;
        this.groups = groups;
        this.mostTouched = mostTouched;
    }

    /** The group whose turn it is, in the caller's hand; or null. */
    @Nullable
    Group next(long delayMillis, long now) {
        StoredMessage fresh = fresh(delayMillis, now);
        if (groups.hasReady() && (fresh == null || groups.readyBefore(fresh.sentAt() + delayMillis))) {
            return groups.takeReady();
        }
        if (fresh == null) return null;
        Group group = groups.open(TextHash.of(fresh.message().groupId()));
        group.name = fresh.message().groupId();
        group.last = fresh.position().sequence() - 1;
        lane.announce(hash -> groups.ofHash(hash) != null);
        return group;
    }

    /** What can be delivered of a group now. */
    List<StoredMessage> run(Group group, int max, long delayMillis, long now) {
        var run = new ArrayList<StoredMessage>();
        for (GroupedMessage touched : group.touched) {
            if (touched.isHidden(now) || run.size() == max) return run;
            StoredMessage message = lane.find(group.hash, touched.sequence);
            group.name = message.message().groupId();
            run.add(message);
        }
        if (run.size() == max || (group.last + 1 >= lane.cursor() && lane.isExhausted())) return run;
        for (StoredMessage waiting : lane.ofGroup(group, group.last + 1, max - run.size())) {
            if (waiting.sentAt() + delayMillis > now) return run;
            run.add(waiting);
        }
        return run;
    }

    boolean isUnfinished() {
        return unfinished;
    }

    /** Goes on with a search that stopped. Its receive has been answered, but there may be something for another. */
    void goOn(long delayMillis, long now) {
        fresh(delayMillis, now);
    }

    boolean takesFresh() {
        return groups.size() < mostTouched;
    }

    /** The first due message of a group that nobody has received from, or null. Passes what belongs to known groups. */
    private @Nullable StoredMessage fresh(long delayMillis, long now) {
        unfinished = false;
        if (!takesFresh()) return null;
        for (int passed = 0; passed < MAX_PASSED; passed++) {
            if (lane.isExhausted()) return null;
            StoredMessage head = lane.head();
            if (head != null && head.sentAt() + delayMillis > now) return null;
            if (head != null) {
                Group group = groups.ofHash(TextHash.of(head.message().groupId()));
                if (group == null) return head;
                group.passed = true;
            }
            lane.pass();
        }
        unfinished = true;
        return null;
    }
}
