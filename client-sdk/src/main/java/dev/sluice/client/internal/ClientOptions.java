package dev.sluice.client.internal;

import dev.sluice.client.Batching;
import dev.sluice.client.ClientMetrics;
import dev.sluice.client.Credentials;
import dev.sluice.client.Interceptor;
import dev.sluice.client.RetryPolicy;
import dev.sluice.client.ScaleInProtection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a client is made from, as {@code SluiceClient.Builder} documents it. */
public record ClientOptions(
        List<URI> endpoints,
        List<URI> topicEndpoints,
        List<URI> hintEndpoints,
        String region,
        Supplier<Credentials> credentials,
        RetryPolicy retry,
        Batching batching,
        Duration connectTimeout,
        Duration requestTimeout,
        List<Interceptor> interceptors,
        ClientMetrics metrics,
        @Nullable ScaleInProtection scaleInProtection) {

    public ClientOptions {
        endpoints = List.copyOf(endpoints);
        topicEndpoints = List.copyOf(topicEndpoints);
        hintEndpoints = List.copyOf(hintEndpoints);
        interceptors = List.copyOf(interceptors);
    }

    ClientOptions withoutInterceptors() {
        return new ClientOptions(
                endpoints,
                topicEndpoints,
                hintEndpoints,
                region,
                credentials,
                retry,
                batching,
                connectTimeout,
                requestTimeout,
                List.of(),
                metrics,
                scaleInProtection);
    }
}
