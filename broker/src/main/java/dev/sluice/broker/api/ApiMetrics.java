package dev.sluice.broker.api;

import dev.sluice.protocol.error.AwsError;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Requests by action and outcome, and how long they took: {@code sluice_requests_total} and {@code
 * sluice_request_seconds}. An outcome is {@code ok} or the query code of an error.
 */
public final class ApiMetrics {
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(250_000),
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(20)
    };

    private final MeterRegistry registry;

    public ApiMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The meters of one action for one event loop; the registry gives all loops the same meters. */
    public OfAction of(String action) {
        return new OfAction(action);
    }

    /** What audits of topics have found. */
    public void sensitiveData(String account, String region, String topic, String identifier, int times) {
        Counter.builder("sluice.topic.sensitive.data")
                .description("Sensitive data found by audits of the topic's data protection policy")
                .tag("account", account)
                .tag("region", region)
                .tag("topic", topic)
                .tag("identifier", identifier)
                .register(registry)
                .increment(times);
    }

    /** Looks each meter up once, when it is first needed. Owned by one event loop. */
    public final class OfAction {
        private final String action;
        private final Map<AwsError, Counter> failed = new HashMap<>();
        private @Nullable Counter succeeded;
        private @Nullable Timer timer;

        private OfAction(String action) {
            this.action = action;
        }

        /** @param fault null when it went well */
        void answered(@Nullable AwsError fault, long nanos) {
            counted(fault);
            if (timer == null) {
                timer = Timer.builder("sluice.request")
                        .description("Time from a whole request to its answer, long polls included")
                        .tag("action", action)
                        .serviceLevelObjectives(BUCKETS)
                        .register(registry);
            }
            timer.record(nanos, TimeUnit.NANOSECONDS);
        }

        /** What never took any time to speak of. */
        public void counted(@Nullable AwsError fault) {
            counter(fault).increment();
        }

        private Counter counter(@Nullable AwsError fault) {
            if (fault == null) {
                if (succeeded == null) succeeded = register("ok");
                return succeeded;
            }
            Counter counter = failed.get(fault);
            if (counter == null) {
                counter = register(fault.queryCode());
                failed.put(fault, counter);
            }
            return counter;
        }

        private Counter register(String outcome) {
            return Counter.builder("sluice.requests")
                    .description("Requests answered")
                    .tag("action", action)
                    .tag("outcome", outcome)
                    .register(registry);
        }
    }
}
