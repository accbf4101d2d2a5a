package dev.sluice.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.client.Delivery;
import dev.sluice.client.MessageCodec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** The rules of Reactive Streams, with signals that run when the test lets them. */
class QueueSubscriptionTest implements QueueSubscription.Source, Flow.Subscriber<Delivery<String>> {
    private final Deque<Runnable> signals = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final QueueSubscription<String> subscription = new QueueSubscription<>(this);
    private boolean throwing;

    @Override
    public void wake() {
        asked.add("wake");
    }

    @Override
    public void release() {
        asked.add("release");
    }

    @Override
    public void signal(Runnable signal) {
        signals.add(signal);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        heard.add("subscribed");
        if (throwing) throw new IllegalStateException("on purpose");
    }

    @Override
    public void onNext(Delivery<String> message) {
        heard.add(message.id());
        if (throwing) throw new IllegalStateException("on purpose");
    }

    @Override
    public void onError(Throwable failure) {
        heard.add("error: " + failure.getMessage());
    }

    @Override
    public void onComplete() {
        heard.add("complete");
    }

    private void begin() {
        subscription.begin(this, () -> asked.add("begin"));
        runSignals();
    }

    private void runSignals() {
        for (Runnable signal = signals.poll(); signal != null; signal = signals.poll()) signal.run();
    }

    private static Held<String> message(String id) {
        var wire = new dev.sluice.protocol.sqs.ReceivedMessage(id, "receipt", "", "body", Map.of(), null, Map.of());
        return new Held<>(new ReceivedMessage<>(wire, MessageCodec.text()), 0);
    }

    @Test
    void queueIsReceivedFromAfterTheSubscriberKnowsOfIt() {
        subscription.begin(this, () -> asked.add("begin"));
        assertThat(heard).isEmpty();

        runSignals();

        assertThat(heard).containsExactly("subscribed");
        assertThat(asked).containsExactly("begin");
    }

    @Test
    void noMoreIsTakenThanWasRequested() {
        begin();
        assertThat(subscription.take()).isFalse();

        subscription.request(1);
        subscription.request(1);

        assertThat(subscription.left()).isEqualTo(2);
        assertThat(subscription.take()).isTrue();
        assertThat(subscription.take()).isTrue();
        assertThat(subscription.take()).isFalse();
    }

    @Test
    void moreThanCanBeCountedIsEndless() {
        begin();
        subscription.request(Long.MAX_VALUE);
        subscription.request(Long.MAX_VALUE);

        assertThat(subscription.take()).isTrue();
        assertThat(subscription.left()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void requestOfNoneIsAnErrorAndTheEnd() {
        begin();
        subscription.request(5);
        subscription.request(0);
        subscription.request(-1);
        runSignals();

        assertThat(heard).containsExactly("subscribed", "error: a subscriber must request one or more, not 0");
        assertThat(asked).containsExactly("begin", "wake", "release");
        assertThat(subscription.take()).isFalse();
    }

    @Test
    void cancellingTwiceIsCancellingOnceAndNothingIsHeardAfterIt() {
        begin();
        subscription.request(5);
        subscription.noMore();

        subscription.cancel();
        subscription.cancel();
        subscription.request(0);
        runSignals();

        assertThat(subscription.next(message("a"))).isFalse();
        assertThat(subscription.left()).isZero();
        assertThat(heard).containsExactly("subscribed");
        assertThat(asked).containsExactly("begin", "wake", "release");
    }

    @Test
    void endIsSignalledOnceAfterWhatWasGivenBefore() {
        begin();
        signals.add(() -> subscription.next(message("a")));
        subscription.noMore();
        subscription.noMore();
        runSignals();

        assertThat(heard).containsExactly("subscribed", "a", "complete");
        assertThat(asked).containsExactly("begin");
    }

    @Test
    void subscriberThatThrowsHasCancelled() {
        begin();
        throwing = true;

        assertThatThrownBy(() -> subscription.next(message("a"))).hasMessage("on purpose");
        assertThat(subscription.next(message("b"))).isFalse();
        assertThat(asked).containsExactly("begin", "release");
    }

    @Test
    void subscriberThatThrowsWhenSubscribedIsGivenNothing() {
        throwing = true;
        begin();

        subscription.request(1);

        assertThat(asked).startsWith("release");
        assertThat(subscription.left()).isZero();
    }

    @Test
    void refusedSubscriberHearsWhy() {
        QueueSubscription.refuse(this, new IllegalStateException("closed"));

        assertThat(heard).containsExactly("subscribed", "error: closed");
    }
}
