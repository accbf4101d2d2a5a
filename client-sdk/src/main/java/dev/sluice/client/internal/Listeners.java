package dev.sluice.client.internal;

import dev.sluice.client.ConsumerListener;
import dev.sluice.client.Received;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the application's listener, whose mistakes must not stop the consumer. */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

    private final ConsumerListener listener;

    Listeners(ConsumerListener listener) {
        this.listener = listener;
    }

    void poison(Received<?> message) {
        guarded(() -> listener.poison(message));
    }

    void failed(Received<?> message, Throwable failure, Duration retryAfter) {
        LOG.warn("{}, received {} times, failed; again in {}", message, message.receiveCount(), retryAfter, failure);
        guarded(() -> listener.failed(message, failure, retryAfter));
    }

    void deadLettered(Received<?> message, String why) {
        LOG.warn("{}, received {} times, is in the dead-letter queue now: {}", message, message.receiveCount(), why);
        guarded(() -> listener.deadLettered(message, why));
    }

    void lost(Received<?> message) {
        guarded(() -> listener.lost(message));
    }

    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.error("a consumer listener failed", e);
        }
    }
}
