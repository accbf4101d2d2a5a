package dev.sluice.broker.courier;

import dev.sluice.broker.courier.Permits.Standing;
import dev.sluice.broker.engine.Command.ChangeVisibility;
import dev.sluice.broker.engine.Command.Delete;
import dev.sluice.broker.engine.Command.Receive;
import dev.sluice.broker.engine.Command.VisibilityChange;
import dev.sluice.broker.engine.TopicCommand.GiveUp;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.engine.effect.Reply.Delivery;
import dev.sluice.broker.engine.effect.Reply.Received;
import dev.sluice.broker.engine.topic.Handshake;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.shard.Shards;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers what waits in the internal queues of subscriptions. It receives like any consumer, and what it then does is what
 * a consumer would: a message that was delivered is deleted, one that was not is hidden until its next attempt, by the
 * delivery policy and the number of its receives, and one that is given up goes to the dead-letter queue. So a crash
 * forgets nothing, and may repeat what was on the way.
 *
 * <pre>
 *   bell ──▶ Route ──permits──▶ Receive ──▶ Endpoints ──delivered──▶ Delete
 *              ▲                                ├──failed──▶ ChangeVisibility ──time──▶ Route
 *              └──────── there may be more ─────┴──refused, or too often──▶ GiveUp
 * </pre>
 *
 * Nobody polls: the shard rings for a queue in which a message has become available. One thread owns all of it, and waits
 * for nothing.
 */
public final class Courier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int MOST_AT_ONCE = 10;
    private static final long IDLE_ROUTES_GO_MILLIS = 600_000;

    private final Loop loop;
    private final Endpoints endpoints;
    private final Dispatch dispatch;
    private final Directory directory;
    private final Permits permits;
    private final CourierMetrics metrics;
    private final int hiddenSeconds;
    private final int mostPerEndpoint;
    private final Map<QueueId, Route> routes = new HashMap<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    /** Queues the bell was rung for; guarded by itself. */
    private final Set<QueueId> rung = new HashSet<>();

    private boolean draining;

    public static Courier inWorld(
            CourierOptions options, Poster poster, Shards shards, Signer signer, MeterRegistry registry) {
        var endpoints = new HttpEndpoints(options, poster, signer);
        return new Courier(options, shards, endpoints, new LoopThread("courier"), registry);
    }

    Courier(CourierOptions options, Shards shards, Endpoints endpoints, Loop loop, MeterRegistry registry) {
        URI forward = options.captureForward();
        this.loop = loop;
        this.endpoints = endpoints;
        this.dispatch = new Dispatch(shards, loop);
        this.directory = new Directory(dispatch, forward == null ? null : forward.toString());
        this.permits = new Permits(options.maxInProgress());
        this.metrics = new CourierMetrics(registry);
        this.hiddenSeconds = options.hiddenSeconds();
        this.mostPerEndpoint = Math.min(options.maxInProgressPerEndpoint(), options.maxInProgress());
    }

    /** Delivers what earlier runs have left, and then all else. */
    public void start() {
        loop.execute(() ->
                directory.whenCurrent(() -> List.copyOf(directory.queues()).forEach(this::ready)));
        loop.at(loop.millis() + IDLE_ROUTES_GO_MILLIS, this::dropIdleRoutes);
    }

    /** In that queue a message became available. Any thread may say so; of queues that are not internal it means nothing. */
    public void ring(QueueId queue) {
        if (!SubscriptionId.isInternal(queue)) return;
        boolean first;
        synchronized (rung) {
            first = rung.isEmpty();
            rung.add(queue);
        }
        if (first) loop.execute(this::answerBell);
    }

    private void answerBell() {
        List<QueueId> queues;
        synchronized (rung) {
            queues = List.copyOf(rung);
            rung.clear();
        }
        directory.whenCurrent(() -> queues.forEach(this::ready));
    }

    private void ready(QueueId queue) {
        if (directory.of(queue) == null) return; // captured, or gone already
        Route route = routes.computeIfAbsent(queue, unknown -> new Route(queue, mostPerEndpoint));
        route.ready = true;
        serve(route);
    }

    /** Receives as much as may be delivered at once. */
    private void serve(Route route) {
        Destination destination = directory.of(route.queue);
        if (draining || !route.ready || route.receiving || destination == null) return;
        long now = loop.millis();
        int unthrottled = route.unthrottled(destination.policy().mostPerSecond(), now);
        if (unthrottled == 0) awaitSecond(route);
        int wanted = Math.min(MOST_AT_ONCE, Math.min(route.room(), unthrottled));
        if (wanted <= 0) return;
        Standing standing = route.standing();
        int granted = permits.take(standing, wanted);
        if (granted == 0) {
            permits.await(route);
            return;
        }
        route.ready = false;
        route.receiving = true;
        dispatch.submit(
                new Receive(route.queue, granted, hiddenSeconds, 0),
                reply -> received(route, standing, granted, reply));
    }

    private void awaitSecond(Route route) {
        if (route.awaitsSecond) return;
        route.awaitsSecond = true;
        loop.at(route.nextSecondAt(), () -> {
            route.awaitsSecond = false;
            serve(route);
        });
    }

    private void received(Route route, Standing standing, int granted, Reply reply) {
        route.receiving = false;
        List<Delivery> deliveries = reply instanceof Received received ? received.deliveries() : List.of();
        permits.give(standing, granted - deliveries.size());
        endDraining();
        if (reply instanceof Reply.Rejected) {
            LOG.debug("{} is gone or full of messages that wait for their next attempt: {}", route.queue, reply);
        }
        if (!deliveries.isEmpty()) {
            route.started(deliveries.size(), loop.millis());
            route.ready = true; // there may be more
            directory.whenCurrent(() -> deliveries.forEach(delivery -> attempt(route, standing, delivery)));
        }
        serve(route);
        serveWaiting();
    }

    private void attempt(Route route, Standing standing, Delivery delivery) {
        Destination destination = directory.of(route.queue);
        if (destination == null) { // it has ended meanwhile, and its queue with it
            ended(route, standing, Outcome.DELIVERED);
            return;
        }
        if (destination.confirmed() && isConfirmation(delivery)) { // who confirmed it needs no question any more
            dispatch.submit(new Delete(route.queue, List.of(delivery.handle())), Courier::settled);
            ended(route, standing, Outcome.DELIVERED);
            return;
        }
        long start = loop.millis();
        metrics.started();
        var unused = endpoints
                .deliver(destination, delivery.message())
                .whenComplete((outcome, failure) -> loop.execute(() -> {
                    Outcome judged = failure == null ? outcome : failed(destination, failure);
                    metrics.ended(destination.protocol(), judged, loop.millis() - start);
                    settle(route, destination, delivery, judged);
                    ended(route, standing, judged);
                    serve(route);
                    serveWaiting();
                }));
    }

    /** Not the endpoint's fault but ours. */
    private static Outcome failed(Destination destination, Throwable failure) {
        LOG.error("an attempt to deliver to {} went wrong", destination.name(), failure);
        return Outcome.FAILED;
    }

    private void ended(Route route, Standing standing, Outcome outcome) {
        route.ended(outcome);
        permits.give(standing, 1);
        endDraining();
    }

    private void settle(Route route, Destination destination, Delivery delivery, Outcome outcome) {
        switch (outcome) {
            case DELIVERED -> dispatch.submit(new Delete(route.queue, List.of(delivery.handle())), Courier::settled);
            case FAILED -> repeat(route, destination, delivery);
            case REFUSED -> {
                if (destination.isForwarded()) repeat(route, destination, delivery);
                else giveUp(destination, delivery);
            }
        }
    }

    /** A receive that ended in a crash counts as an attempt, but only one that was made has a message given up. */
    private void repeat(Route route, Destination destination, Delivery delivery) {
        OptionalInt delay = destination.delayAfter(delivery.receiveCount(), isConfirmation(delivery));
        if (delay.isEmpty()) {
            giveUp(destination, delivery);
            return;
        }
        int seconds = delay.getAsInt();
        var change = new VisibilityChange(delivery.handle(), seconds);
        dispatch.submit(new ChangeVisibility(route.queue, List.of(change)), reply -> {
            // The shard's time was no later than this is, so by then the message is there.
            loop.at(loop.millis() + seconds * 1_000L, () -> ready(route.queue));
        });
    }

    /** A no means that the message or its queue is gone, and so does a yes. */
    private static void settled(Reply reply) {
        LOG.trace("settled: {}", reply);
    }

    private void giveUp(Destination destination, Delivery delivery) {
        metrics.gaveUp(destination.protocol());
        SubscriptionId subscription = destination.subscription();
        if (subscription == null) throw new IllegalStateException("what is captured is never given up: " + destination);
        dispatch.submit(new GiveUp(subscription, delivery.handle()), Courier::settled);
    }

    private static boolean isConfirmation(Delivery delivery) {
        return Handshake.isPartOf(delivery.message());
    }

    private void serveWaiting() {
        for (Route route = permits.next(); route != null; route = permits.next()) serve(route);
    }

    /** So that memory follows the endpoints in use. What a route knew of its endpoint is learned again. */
    private void dropIdleRoutes() {
        long then = loop.millis() - IDLE_ROUTES_GO_MILLIS;
        routes.values().removeIf(route -> route.idleSince(then));
        loop.at(loop.millis() + IDLE_ROUTES_GO_MILLIS, this::dropIdleRoutes);
    }

    // Stopping

    /** Starts no more attempts. Completes when those in progress have ended; what has not by then, the next run repeats. */
    public CompletableFuture<Void> drain() {
        loop.execute(() -> {
            draining = true;
            endDraining();
        });
        return drained;
    }

    private void endDraining() {
        if (draining && permits.taken() == 0) drained.complete(null);
    }

    @Override
    public void close() {
        loop.close();
    }
}
