package dev.sluice.broker.trigger;

import dev.sluice.broker.api.ReceivedInFull;
import dev.sluice.broker.courier.Dispatch;
import dev.sluice.broker.courier.Loop;
import dev.sluice.broker.courier.LoopThread;
import dev.sluice.broker.courier.Poster;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** All triggers of a broker, on one thread. Without any it costs nothing. */
public final class Triggers implements AutoCloseable {
    private final Loop loop;
    private final List<Trigger> triggers = new ArrayList<>();
    private final Map<QueueId, Rung> byQueue = new HashMap<>();

    /** The triggers of one queue, and whether they are about to look at it. */
    private static final class Rung {
        final List<Trigger> triggers = new ArrayList<>();
        final AtomicBoolean rung = new AtomicBoolean();

        void answer() {
            rung.set(false);
            triggers.forEach(Trigger::ring);
        }
    }

    /** @param words how messages are worded */
    public static Triggers inWorld(
            TriggersOptions options, Poster poster, ReceivedInFull words, Shards shards, MeterRegistry registry) {
        var functions = new HttpFunctions(poster, words, InstantSource.system());
        return new Triggers(options, shards, functions, new LoopThread("trigger"), registry);
    }

    Triggers(TriggersOptions options, Shards shards, Functions functions, Loop loop, MeterRegistry registry) {
        this.loop = loop;
        var dispatch = new Dispatch(shards, loop);
        var budget = new Budget(options.maxHeldBytes());
        for (TriggerOptions each : options.triggers()) {
            var metrics = new TriggerMetrics(registry, each.name());
            var trigger = new Trigger(each, loop, dispatch, functions, budget, metrics);
            triggers.add(trigger);
            byQueue.computeIfAbsent(each.queue(), first -> new Rung()).triggers.add(trigger);
        }
    }

    /** Takes up what earlier runs have left, and then all else. */
    public void start() {
        if (!triggers.isEmpty()) loop.execute(() -> triggers.forEach(Trigger::ring));
    }

    /** In that queue a message became available. Any thread may say so. */
    public void ring(QueueId queue) {
        Rung its = byQueue.get(queue);
        if (its != null && its.rung.compareAndSet(false, true)) loop.execute(its::answer);
    }

    /** Has it told how they fare, by name, on their thread. Any thread may ask. */
    public void statuses(Consumer<List<TriggerStatus>> then) {
        loop.execute(() -> then.accept(triggers.stream().map(Trigger::status).toList()));
    }

    /** Invokes nothing more. Completes when what runs has ended. */
    public CompletableFuture<Void> drain() {
        if (triggers.isEmpty()) return CompletableFuture.completedFuture(null);
        return CompletableFuture.supplyAsync(
                        () -> triggers.stream().map(Trigger::drain).toArray(CompletableFuture[]::new), loop)
                .thenCompose(CompletableFuture::allOf);
    }

    @Override
    public void close() {
        loop.close();
    }
}
