package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Handlers without a thread for each message. */
class AsyncHandlersIT extends HandlerTests {

    @Test
    void concurrencyCountsStagesThatAreNotComplete() {
        var stages = new CopyOnWriteArrayList<CompletableFuture<Void>>();
        send(queue, 10);

        var consumer = consumeAsync(EAGER.withConcurrency(3), message -> {
            var stage = new CompletableFuture<Void>();
            stages.add(stage);
            return stage;
        });

        await().until(() -> stages.size() == 3);
        await().during(Duration.ofMillis(200)).until(() -> stages.size() == 3 && consumer.handling() == 3);
        for (int done = 0; done < 10; done++) {
            int next = done;
            await().until(() -> stages.size() > next);
            stages.get(next).complete(null);
        }
        awaitEmpty(queue);
        assertThat(journal.finished()).hasSize(10);
    }

    @Test
    void messageWhoseStageFailedComesAgainAndOneWithoutStageToo() {
        queue.send("a");
        queue.send("b");

        consumers.add(queue.consumeAsync(EAGER.withListener(listener), message -> {
            if (message.receiveCount() > 1) return CompletableFuture.completedFuture(null);
            if (message.body().equals("b")) return nothing();
            return CompletableFuture.supplyAsync(() -> {
                throw new IllegalStateException("once");
            });
        }));

        await().until(() -> failures.size() == 2);
        awaitEmpty(queue);
        assertThat(failures).containsExactlyInAnyOrder("a: once", "b: the handler returned no stage");
    }

    @Test
    void stageThatTakesTooLongIsCancelledAndAbandonedOnesAreToo() {
        var stages = new CopyOnWriteArrayList<CompletableFuture<Void>>();
        queue.send("a");
        var consumer = queue.consumeAsync(
                EAGER.withMaxProcessingTime(Duration.ofMillis(300)).withVisibilityTimeout(Duration.ofSeconds(1)),
                message -> {
                    var stage = new CompletableFuture<Void>();
                    stages.add(stage);
                    return stage;
                });

        await().until(() -> stages.size() == 2 && stages.get(0).isCancelled());

        consumer.close(Duration.ofMillis(20));
        await().until(() -> stages.get(stages.size() - 1).isCancelled());
    }

    @Test
    void closingWaitsForStages() {
        var stage = new CompletableFuture<Void>();
        queue.send("a");
        var consumer = consumeAsync(EAGER, message -> stage);
        await().until(() -> journal.atWork() == 1);

        var closing = CompletableFuture.supplyAsync(() -> consumer.close(Duration.ofSeconds(10)));
        await().until(() -> consumer.state() == Consumer.State.DRAINING);
        stage.complete(null);

        assertThat(closing.join()).isEqualTo(new CloseReport(0, 0));
        assertThat(consumer.state()).isEqualTo(Consumer.State.CLOSED);
        awaitEmpty(queue);
    }

    @SuppressWarnings("NullAway") // as one may who is not checked
    private static CompletableFuture<?> nothing() {
        return null;
    }
}
