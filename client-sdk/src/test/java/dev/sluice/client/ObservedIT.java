package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others can see and do while messages pass. */
class ObservedIT {
    @TempDir
    Path directory;

    @Test
    void interceptorsCarryATraceFromSenderToHandlerAndMetersCount() {
        var registry = new SimpleMeterRegistry();
        var seen = new CopyOnWriteArrayList<String>();
        Interceptor tracing = new Interceptor() {
            @Override
            public <T> Outgoing<T> beforeSend(String queue, Outgoing<T> message) {
                return message.attribute("traceparent", "00-1-2-01");
            }

            @Override
            public void aroundHandling(String queue, Received<?> message, Handling handling) throws Exception {
                seen.add("begin " + message.attributes().get("traceparent"));
                handling.proceed();
                seen.add("end " + queue);
            }
        };
        try (var broker = LocalBroker.start(directory);
                var client = broker.client()
                        .interceptors(tracing)
                        .metrics(new MicrometerMetrics(registry))
                        .build()) {
            client.createQueue("jobs", Map.of());
            QueueClient<String> jobs = client.queue("jobs");
            jobs.send("a");

            jobs.consume(message -> seen.add(message.body()));

            await().untilAsserted(() -> assertThat(seen).containsExactly("begin 00-1-2-01", "a", "end jobs"));
            await().untilAsserted(() -> assertThat(
                            registry.get("sluice.client.handled").timer().count())
                    .isEqualTo(1));
            assertThat(registry.get("sluice.client.requests")
                            .tags("operation", "SendMessageBatch", "status", "200")
                            .timer()
                            .count())
                    .isEqualTo(1);
        }
    }
}
