package dev.sluice.broker.engine.filter;

import dev.sluice.broker.model.MessageAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of a topic, by what they want. A message finds those that want it without asking each one: a policy with
 * a key that only lists values is asked when the message has one of them; see {@link ScopeIndex}. Owned by one thread.
 *
 * @param <S> names a subscription
 */
public final class FilterIndex<S> {
    private final Map<S, Entry<S>> entries = new LinkedHashMap<>();
    private final List<Entry<S>> unfiltered = new ArrayList<>();
    private final ScopeIndex<S> onAttributes = new ScopeIndex<>();
    private final ScopeIndex<S> onBody = new ScopeIndex<>();
    private long sequence;

    static final class Entry<S> {
        final S subscription;
        /** The order of subscriptions. */
        final long sequence;
        /** Null for one that wants everything. */
        final @Nullable FilterPolicy policy;
        /** The last look at a message that came upon it. */
        long seen;

        Entry(S subscription, long sequence, @Nullable FilterPolicy policy) {
            this.subscription = subscription;
            this.sequence = sequence;
            this.policy = policy;
        }
    }

    /** Adds a subscription, or gives one that is there another policy; it keeps its place. Null: it wants everything. */
    public void put(S subscription, @Nullable FilterPolicy policy) {
        Entry<S> before = entries.get(subscription);
        if (before != null) forget(before);
        var entry = new Entry<>(subscription, before == null ? sequence++ : before.sequence, policy);
        entries.put(subscription, entry);
        if (policy == null) unfiltered.add(entry);
        else index(policy).add(entry, policy);
    }

    public void remove(S subscription) {
        Entry<S> before = entries.remove(subscription);
        if (before != null) forget(before);
    }

    public int size() {
        return entries.size();
    }

    /**
     * The subscriptions which want a message, in the order they were put.
     *
     * @param body UTF-8. A topic that words a message differently for some protocols keeps an index for each wording
     */
    public List<S> matching(List<MessageAttribute> attributes, byte[] body) {
        List<Entry<S>> found = new ArrayList<>(unfiltered);
        if (!onAttributes.isEmpty()) onAttributes.match(FilterSubject.ofAttributes(attributes), found);
        if (!onBody.isEmpty()) onBody.match(FilterSubject.ofBody(body, onBody::knows), found);
        found.sort(Comparator.comparingLong(entry -> entry.sequence));
        List<S> subscriptions = new ArrayList<>(found.size());
        for (Entry<S> entry : found) subscriptions.add(entry.subscription);
        return subscriptions;
    }

    private void forget(Entry<S> entry) {
        FilterPolicy policy = entry.policy;
        if (policy == null) unfiltered.remove(entry);
        else index(policy).remove(entry, policy);
    }

    private ScopeIndex<S> index(FilterPolicy policy) {
        return policy.scope() == FilterPolicyScope.MESSAGE_BODY ? onBody : onAttributes;
    }
}
