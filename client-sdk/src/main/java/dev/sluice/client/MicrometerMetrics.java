package dev.sluice.client;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/**
 * A client's work as Micrometer meters. Needs {@code io.micrometer:micrometer-core}, which the client itself does not bring
 * along.
 *
 * <ul>
 *   <li>{@code sluice.client.requests}: timer of attempts, by {@code operation} and {@code status} (0 without an answer)
 *   <li>{@code sluice.client.repeats}: repeated requests, by {@code operation}
 *   <li>{@code sluice.client.repeats.denied}: requests that failed for good because the retry budget was spent, by {@code
 *       operation}
 *   <li>{@code sluice.client.handled}: timer of handlers, by {@code queue} and {@code outcome} (success, failure)
 *   <li>{@code sluice.client.beats}: extensions of visibility timeouts, by {@code queue} and {@code outcome}
 * </ul>
 *
 * <pre>{@code
 * var registry = new io.micrometer.core.instrument.simple.SimpleMeterRegistry();
 * var client = SluiceClient.builder().metrics(new MicrometerMetrics(registry)).build();
 * }</pre>
 */
public final class MicrometerMetrics implements ClientMetrics {
    private final MeterRegistry registry;

    public MicrometerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void requested(String operation, Duration time, int status) {
        registry.timer("sluice.client.requests", "operation", operation, "status", Integer.toString(status))
                .record(time);
    }

    @Override
    public void repeated(String operation) {
        registry.counter("sluice.client.repeats", "operation", operation).increment();
    }

    @Override
    public void notRepeated(String operation) {
        registry.counter("sluice.client.repeats.denied", "operation", operation).increment();
    }

    @Override
    public void handled(String queue, Duration time, boolean succeeded) {
        registry.timer("sluice.client.handled", "queue", queue, "outcome", outcome(succeeded))
                .record(time);
    }

    @Override
    public void beat(String queue, boolean succeeded) {
        registry.counter("sluice.client.beats", "queue", queue, "outcome", outcome(succeeded))
                .increment();
    }

    private static String outcome(boolean succeeded) {
        return succeeded ? "success" : "failure";
    }
}
