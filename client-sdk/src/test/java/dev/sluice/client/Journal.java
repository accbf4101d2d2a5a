package dev.sluice.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What handlers did, written by many threads; sees whether one message was ever handled twice at once. */
final class Journal {
    private final Set<String> atWork = new HashSet<>();
    private final Map<String, Integer> begun = new HashMap<>();
    private final List<String> finished = new ArrayList<>();
    private final List<String> twiceAtOnce = new ArrayList<>();

    /** A handler that writes down what it does around another one. */
    Handler<String> around(Handler<String> handler) {
        return message -> {
            begin(message.body());
            boolean done = false;
            try {
                handler.handle(message);
                done = true;
            } finally {
                end(message.body(), done);
            }
        };
    }

    /** As {@link #around(Handler)}; of a batch that does not throw, all are finished. */
    BatchHandler<String> aroundBatch(BatchHandler<String> handler) {
        return messages -> {
            messages.forEach(message -> begin(message.body()));
            boolean done = false;
            try {
                handler.handle(messages);
                done = true;
            } finally {
                for (var message : messages) end(message.body(), done);
            }
        };
    }

    /** As {@link #around(Handler)}, until the stage completes. */
    AsyncHandler<String> aroundAsync(AsyncHandler<String> handler) {
        return message -> {
            begin(message.body());
            return handler.handle(message).whenComplete((done, failure) -> end(message.body(), failure == null));
        };
    }

    private synchronized void begin(String body) {
        if (!atWork.add(body)) twiceAtOnce.add(body);
        begun.merge(body, 1, Integer::sum);
    }

    private synchronized void end(String body, boolean done) {
        atWork.remove(body);
        if (done) finished.add(body);
    }

    synchronized int atWork() {
        return atWork.size();
    }

    synchronized int timesBegun(String body) {
        return begun.getOrDefault(body, 0);
    }

    /** In the order they finished, without those that threw. */
    synchronized List<String> finished() {
        return List.copyOf(finished);
    }

    synchronized Set<String> finishedOnceAtLeast() {
        return Set.copyOf(finished);
    }

    synchronized List<String> twiceAtOnce() {
        return List.copyOf(twiceAtOnce);
    }
}
