package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Handlers of several messages at once. */
class BatchHandlersIT extends HandlerTests {

    @Test
    void batchThatIsNotFullWaitsForMoreUntilItHasLingered() {
        send(queue, 7);

        consumeBatches(queue, EAGER.withBatches(5, Duration.ofMillis(300)).withConcurrency(1), messages -> {});

        await().until(() -> journal.finished().size() == 7);
        awaitEmpty(queue);
        assertThat(batches).extracting(List::size).containsExactly(5, 2);
    }

    @Test
    void onlyTheMarkedMessagesOfABatchComeAgain() {
        send(queue, 10);

        consumeBatches(queue, EAGER.withListener(listener), messages -> {
            for (var message : messages) {
                if (message.body().equals("m3") && message.receiveCount() == 1)
                    message.fail(new IllegalStateException("once"));
                if (message.body().equals("m5") && message.receiveCount() == 1) message.retryAfter(Duration.ZERO);
            }
        });

        await().until(() -> journal.finished().size() == 12);
        awaitEmpty(queue);
        assertThat(journal.timesBegun("m3")).isEqualTo(2);
        assertThat(journal.timesBegun("m5")).isEqualTo(2);
        assertThat(failures).containsExactly("m3: once");
    }

    @Test
    void allOfABatchWhoseHandlerThrewComeAgain() {
        send(queue, 5);

        consumeBatches(queue, EAGER, messages -> {
            if (messages.get(0).receiveCount() == 1) throw new IllegalStateException("once");
        });

        await().until(() -> journal.finished().size() == 5);
        awaitEmpty(queue);
        for (int i = 0; i < 5; i++) assertThat(journal.timesBegun("m" + i)).isEqualTo(2);
    }

    @Test
    void failureInABatchKeepsBackTheLaterMessagesOfItsGroupOnly() {
        QueueClient<String> fifo = fifo();
        for (int i = 0; i < 6; i++) {
            fifo.send(Outgoing.of("a" + i).group("a"));
            fifo.send(Outgoing.of("b" + i).group("b"));
        }
        var dealtWith = new CopyOnWriteArrayList<String>();

        consumeBatches(fifo, EAGER, messages -> {
            boolean failed = false;
            for (var message : messages) {
                boolean isA = message.body().startsWith("a");
                if (message.body().equals("a2") && message.receiveCount() == 1) {
                    message.fail(new IllegalStateException("once"));
                    failed = true;
                } else if (!(failed && isA)) {
                    dealtWith.add(message.body());
                }
            }
        });

        awaitEmpty(fifo);
        assertThat(dealtWith.stream().filter(body -> body.startsWith("a")))
                .containsExactly("a0", "a1", "a2", "a3", "a4", "a5");
        assertThat(dealtWith.stream().filter(body -> body.startsWith("b")))
                .containsExactly("b0", "b1", "b2", "b3", "b4", "b5");
    }
}
