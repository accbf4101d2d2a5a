package dev.sluice.client.internal;

import dev.sluice.client.Delivery;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a subscriber has of a queue: it says how many messages it wants, and is given no more, one after the other, until it
 * cancels or the queue's client closes. Any thread; signals go by {@link Source#signal}.
 */
final class QueueSubscription<T> implements Flow.Subscription, Demand {
    private static final Logger LOG = LoggerFactory.getLogger(QueueSubscription.class);

    private final AtomicLong wanted = new AtomicLong();
    private volatile @Nullable Source source;

    /** Null when it is over: nothing more is signalled, and nobody is kept from being collected. */
    private volatile Flow.@Nullable Subscriber<? super Delivery<T>> subscriber;

    /** The consumer behind it. */
    interface Source {
        /** There is something to do. */
        void wake();

        /** Receives nothing more, and hands back what is not acknowledged. */
        void release();

        /** Tells the subscriber something, after all it was told before. */
        void signal(Runnable signal);
    }

    QueueSubscription(Flow.Subscriber<? super Delivery<T>> subscriber) {
        this.subscriber = subscriber;
    }

    /** For a subscriber that there is nothing for. */
    static void refuse(Flow.Subscriber<?> subscriber, Throwable why) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long messages) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(why);
    }

    /** Once, before anything else. */
    void begin(Source from, Runnable whenSubscribed) {
        source = from;
        from.signal(() -> {
            var told = subscriber;
            if (told == null) return;
            try {
                told.onSubscribe(this);
            } catch (Throwable e) {
                LOG.error("a subscriber threw when it was subscribed; its subscription is cancelled", e);
                cancel();
            }
            whenSubscribed.run();
        });
    }

    private Source source() {
        return Objects.requireNonNull(source, "not begun");
    }

    @Override
    public void request(long messages) {
        if (messages > 0) {
            wanted.accumulateAndGet(messages, QueueSubscription::sum);
            source().wake();
        } else {
            fail(new IllegalArgumentException("a subscriber must request one or more, not " + messages));
        }
    }

    private static long sum(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    @Override
    public void cancel() {
        if (subscriber == null) return;
        subscriber = null;
        source().release();
    }

    private void fail(Throwable why) {
        source().signal(() -> {
            var told = subscriber;
            cancel();
            if (told != null) told.onError(why);
        });
    }

    @Override
    public long left() {
        return subscriber == null ? 0 : wanted.get();
    }

    /** Once it wants endlessly many it always does. */
    @Override
    public boolean take() {
        if (left() == 0) return false;
        if (wanted.get() != Long.MAX_VALUE) wanted.decrementAndGet();
        return true;
    }

    /** What is not acknowledged yet may still be. */
    @Override
    public void noMore() {
        source().signal(() -> {
            var told = subscriber;
            subscriber = null;
            if (told != null) told.onComplete();
        });
    }

    /**
     * Signals one that was taken; to be called as signals are.
     *
     * @return false when it is too late for it
     */
    boolean next(Delivery<T> message) {
        var told = subscriber;
        if (told == null) return false;
        try {
            told.onNext(message);
        } catch (Throwable e) { // by their rules it may not; then it has cancelled
            cancel();
            throw e;
        }
        return true;
    }
}
