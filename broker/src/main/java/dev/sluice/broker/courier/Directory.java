package dev.sluice.broker.courier;

import dev.sluice.broker.engine.TopicQuestion.ListEndpoints;
import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.TopicReply.EndpointsListed;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.model.QueueId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subscriptions and captures that somebody must deliver to, as the shard last told. Owned by the courier's thread. */
final class Directory {
    private final Dispatch dispatch;
    private final @Nullable String captureForward;
    private final Map<QueueId, Destination> byQueue = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long version;
    private boolean asking;

    Directory(Dispatch dispatch, @Nullable String captureForward) {
        this.dispatch = dispatch;
        this.captureForward = captureForward;
    }

    /** Null when the queue is gone, or there is nowhere to deliver to. */
    @Nullable
    Destination of(QueueId internalQueue) {
        return byQueue.get(internalQueue);
    }

    Collection<QueueId> queues() {
        return Collections.unmodifiableSet(byQueue.keySet());
    }

    /** Runs the task when all that had changed by now is known. */
    void whenCurrent(Runnable task) {
        waiting.add(task);
        if (!asking) ask();
    }

    private void ask() {
        asking = true;
        List<Runnable> tasks = List.copyOf(waiting);
        waiting.clear();
        dispatch.ask(new ListEndpoints(version), reply -> {
            if (reply instanceof EndpointsListed listed) replace(listed);
            asking = false;
            if (!waiting.isEmpty()) ask();
            tasks.forEach(Runnable::run);
        });
    }

    private void replace(EndpointsListed listed) {
        byQueue.clear();
        for (SubscriptionDescribed each : listed.subscriptions()) {
            Destination destination = Destination.of(each, captureForward);
            if (destination != null) byQueue.put(each.subscription().id().internalQueue(), destination);
        }
        if (captureForward != null) {
            for (Capture each : listed.captures()) byQueue.put(each.queue(), Destination.of(each, captureForward));
        }
        version = listed.version();
    }
}
