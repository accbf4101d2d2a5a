package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Test
    void openTelemetryFollowsAMessageFromItsSenderThroughQueueAndTopicToItsHandler() {
        var spans = InMemorySpanExporter.create();
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        var telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        var within = new CopyOnWriteArrayList<String>();
        try (var broker = LocalBroker.start(directory);
                var client = broker.client()
                        .interceptors(new OpenTelemetryInterceptor(telemetry))
                        .build()) {
            client.createQueue("jobs", Map.of());
            client.createTopic("news", Map.of());
            QueueClient<String> jobs = client.queue("jobs");
            client.topic("news")
                    .subscribe(jobs.attributes().getOrDefault("QueueArn", ""), Map.of("RawMessageDelivery", "true"));
            jobs.send("sent");
            var full = Outgoing.of("full");
            for (int number = 0; number < 10; number++) full = full.attribute("a" + number, "x");
            jobs.send(full);
            client.topic("news").publish(Publication.of("published"));

            jobs.consume(ConsumerOptions.DEFAULT.withConcurrency(1), message -> {
                within.add(Span.current().getSpanContext().getTraceId());
                if (message.body().equals("published") && message.receiveCount() == 1)
                    throw new IllegalStateException("once");
            });

            await().untilAsserted(() -> assertThat(spans.getFinishedSpanItems())
                    .extracting(SpanData::getName)
                    .filteredOn("process jobs"::equals)
                    .hasSizeGreaterThanOrEqualTo(4));
        }
        var senders =
                named("(send|publish) .*", spans).collect(Collectors.toMap(SpanData::getTraceId, SpanData::getSpanId));
        assertThat(senders).hasSize(3);
        assertThat(within).hasSize(4).allMatch(senders::containsKey);
        assertThat(named("process jobs", spans))
                .allSatisfy(span -> assertThat(span.getParentSpanId()).isEqualTo(senders.get(span.getTraceId())));
        assertThat(named("process jobs", spans)
                        .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                        .map(span -> span.getAttributes().get(AttributeKey.stringKey("error.type"))))
                .containsExactly("java.lang.IllegalStateException");
    }

    @Test
    void openTelemetryLinksABatchToItsSendersAndFollowsAStageToItsEnd() {
        var spans = InMemorySpanExporter.create();
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        var telemetry = OpenTelemetrySdk.builder().setTracerProvider(provider).build();
        var stage = new CompletableFuture<Void>();
        try (var broker = LocalBroker.start(directory);
                var client = broker.client()
                        .interceptors(new OpenTelemetryInterceptor(telemetry))
                        .build()) {
            client.createQueue("batches", Map.of());
            client.createQueue("stages", Map.of());
            client.queue("batches").sendAll(List.of(Outgoing.of("a"), Outgoing.of("b")));
            client.queue("stages").send("c");
            var batches = ConsumerOptions.DEFAULT.withBatches(2, Duration.ofSeconds(5));

            client.queue("batches").consumeBatches(batches, messages -> {});
            await().until(() -> named("process batches", spans).count() == 1);
            var handled = new CountDownLatch(1);
            client.queue("stages").consumeAsync(message -> {
                handled.countDown();
                return stage;
            });
            await().until(() -> handled.getCount() == 0);
            assertThat(named("process stages", spans)).isEmpty();
            stage.complete(null);
            await().until(() -> named("process stages", spans).count() == 1);
        }
        SpanData batch = named("process batches", spans).findFirst().orElseThrow();
        assertThat(batch.getLinks())
                .extracting(link -> link.getSpanContext().getSpanId())
                .containsExactlyInAnyOrderElementsOf(
                        named("send batches", spans).map(SpanData::getSpanId).toList());
        assertThat(batch.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
                .isEqualTo(2);
        assertThat(named("process stages", spans).map(SpanData::getParentSpanId))
                .containsExactlyElementsOf(
                        named("send stages", spans).map(SpanData::getSpanId).toList());
    }

    private static Stream<SpanData> named(String pattern, InMemorySpanExporter spans) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().matches(pattern));
    }
}
