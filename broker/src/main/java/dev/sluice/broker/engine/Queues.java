package dev.sluice.broker.engine;

import dev.sluice.broker.engine.effect.QueueRecord;
import dev.sluice.broker.engine.effect.QueueWork;
import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.queue.DeadLetterQueues;
import dev.sluice.broker.engine.queue.QueueMachine;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.RedrivePolicy;
import dev.sluice.broker.model.SubscriptionId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The queues of a shard by name and by log: hashed to be found, ordered to be walked. */
final class Queues {
    /** Names one page looks at in search of a prefix: some tenths of a millisecond. */
    private static final int MOST_LOOKED_AT = 10_000;

    /** Queues one page tells the work of: some tenths of a millisecond. */
    private static final int MOST_WORK = 500;

    private final Map<QueueId, QueueMachine> byId = new HashMap<>();
    private final Map<Long, QueueMachine> byLogId = new HashMap<>();
    private final NavigableMap<QueueId, QueueMachine> inOrder = new TreeMap<>();
    /** A view of what stands before the internal ones. */
    private final NavigableMap<QueueId, QueueMachine> ofClients = inOrder.headMap(SubscriptionId.FIRST_INTERNAL, false);
    /** Named by these queues. */
    private final DeadLetterQueues deadLetterQueues = new DeadLetterQueues();

    @Nullable
    QueueMachine find(QueueId id) {
        return byId.get(id);
    }

    @Nullable
    QueueMachine ofLog(long logId) {
        return byLogId.get(logId);
    }

    /** An equal id that shares its account and region with its neighbour's: there may be a hundred thousand of them. */
    QueueId lean(QueueId id) {
        QueueId neighbour = inOrder.floorKey(id);
        if (neighbour == null) return id;
        boolean sameAccount = neighbour.account().equals(id.account());
        boolean sameRegion = neighbour.region().equals(id.region());
        return new QueueId(
                sameAccount ? neighbour.account() : id.account(),
                sameRegion ? neighbour.region() : id.region(),
                id.name());
    }

    void add(QueueMachine queue) {
        byId.put(queue.id(), queue);
        byLogId.put(queue.logId(), queue);
        inOrder.put(queue.id(), queue);
        deadLetterQueues.add(deadLetterQueue(queue));
    }

    void remove(QueueMachine queue) {
        byId.remove(queue.id());
        byLogId.remove(queue.logId());
        inOrder.remove(queue.id());
        deadLetterQueues.remove(deadLetterQueue(queue));
    }

    /** Replaces the definition of one of these queues. */
    void define(QueueMachine queue, QueueRecord changed) {
        deadLetterQueues.remove(deadLetterQueue(queue));
        queue.define(changed);
        deadLetterQueues.add(deadLetterQueue(queue));
    }

    private static @Nullable QueueId deadLetterQueue(QueueMachine queue) {
        RedrivePolicy policy = queue.attributes().redrivePolicy();
        return policy == null ? null : policy.target();
    }

    /** Why the attributes' redrive policy cannot be this queue's; null when it can, or there is none. */
    @Nullable
    Rejection refusalOfRedrive(QueueId source, QueueAttributes attributes) {
        RedrivePolicy policy = attributes.redrivePolicy();
        if (policy == null) return null;
        QueueId target = policy.target();
        if (!target.account().equals(source.account())) return Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_ACCOUNT;
        if (!target.region().equals(source.region())) return Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_REGION;
        QueueMachine queue = find(target);
        if (queue == null) return Rejection.DEAD_LETTER_QUEUE_DOES_NOT_EXIST;
        if (target.isFifo() != source.isFifo()) return Rejection.DEAD_LETTER_QUEUE_OF_ANOTHER_TYPE;
        boolean allowed = queue.attributes().allowsRedriveFrom(source);
        return allowed ? null : Rejection.DEAD_LETTER_QUEUE_REFUSES_SOURCE;
    }

    Collection<QueueMachine> all() {
        return Collections.unmodifiableCollection(inOrder.values());
    }

    /** Those that clients made: what topics keep for themselves is their affair. */
    Collection<QueueMachine> ofClients() {
        return Collections.unmodifiableCollection(ofClients.values());
    }

    private Collection<QueueMachine> ofClientsAfter(@Nullable QueueId after) {
        if (after == null) return ofClients();
        return SubscriptionId.isInternal(after)
                ? List.of()
                : ofClients.tailMap(after, false).values();
    }

    Reply.QueuePage page(Question.DescribeQueues question, Function<QueueMachine, Reply.Described> described) {
        var page = new ArrayList<Reply.Described>();
        QueueId after = question.after();
        QueueId last = null;
        int looked = 0;
        for (QueueMachine queue : ofClientsAfter(after)) {
            if (page.size() == question.max() || looked++ == MOST_LOOKED_AT) return new Reply.QueuePage(page, last);
            last = queue.id();
            if (last.name().startsWith(question.prefix())) page.add(described.apply(queue));
        }
        return new Reply.QueuePage(page, null);
    }

    /** @param ofTopics which queues are dead-letter queues of topics */
    Reply.WorkPage work(Question.SurveyWork question, Predicate<QueueId> ofTopics, long now) {
        var page = new ArrayList<QueueWork>();
        QueueId after = question.after();
        QueueId last = null;
        int looked = 0;
        for (QueueMachine queue : ofClientsAfter(after)) {
            if (page.size() == MOST_WORK || looked++ == MOST_LOOKED_AT) return new Reply.WorkPage(page, last, now);
            last = queue.id();
            if (queue.isEmpty() && queue.activeAt() < question.activeSince()) continue;
            boolean deadLetters = isDeadLetterQueue(last) || ofTopics.test(last);
            page.add(queue.work(new Reply.Described(queue.record(), queue.counts(now)), deadLetters, now));
        }
        return new Reply.WorkPage(page, null, now);
    }

    Reply.Listed list(Question.ListQueues question) {
        String prefix = question.prefix();
        String after = question.after();
        boolean goesOn = after != null && after.compareTo(prefix) >= 0;
        String start = after != null && goesOn ? after : prefix;
        var first = new QueueId(question.account(), question.region(), start);
        var found = new ArrayList<QueueId>();
        for (QueueId id : inOrder.tailMap(first, !goesOn).keySet()) {
            boolean belongs = id.account().equals(question.account())
                    && id.region().equals(question.region())
                    && id.name().startsWith(prefix);
            if (!belongs) break;
            if (found.size() == question.max()) return new Reply.Listed(found, true);
            found.add(id);
        }
        return new Reply.Listed(found, false);
    }

    /** Looks at every queue of the account and region: it is rarely asked. */
    Reply.Listed list(Question.ListDeadLetterSources question) {
        QueueId target = question.queue();
        String after = question.after() == null ? "" : question.after();
        var found = new ArrayList<QueueId>();
        var first = new QueueId(target.account(), target.region(), after);
        for (QueueMachine queue : inOrder.tailMap(first, false).values()) {
            QueueId id = queue.id();
            if (!id.account().equals(target.account()) || !id.region().equals(target.region())) break;
            if (!target.equals(deadLetterQueue(queue))) continue;
            if (found.size() == question.max()) return new Reply.Listed(found, true);
            found.add(id);
        }
        return new Reply.Listed(found, false);
    }

    /** Whether the redrive policy of one of these queues names it. */
    boolean isDeadLetterQueue(QueueId id) {
        return deadLetterQueues.contains(id);
    }
}
