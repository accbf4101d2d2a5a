package dev.sluice.client.internal;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The servers that may be asked. All requests go to the same one until it fails; then to the next, while the one that failed
 * is left alone for a second, and twice as long for each further failure, up to half a minute. Any thread; two that see
 * the same failure may both move on, which is harmless.
 */
final class Endpoints {
    private static final long FIRST_REST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_REST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final List<Endpoint> all;
    private final LongSupplier nanos;
    private final AtomicInteger current = new AtomicInteger();

    static final class Endpoint {
        static final String TOKENS = "idempotency-token";

        private final URI uri;
        private final int place;
        private volatile long restsUntil;
        private volatile int failures;
        private volatile @Nullable String memory;

        private Endpoint(URI uri, int place, long now) {
            this.uri = uri;
            this.place = place;
            this.restsUntil = now;
        }

        URI uri() {
            return uri;
        }

        /** Where it keeps the tokens of requests, as it has last said; null when it does not, or has not been asked. */
        @Nullable
        String memory() {
            return memory;
        }

        /** @param hadToken whether the request had one, of which a server that knows them speaks in its answer */
        void heard(Answer answer, boolean hadToken) {
            String features = answer.header("x-sluice-features").orElse("");
            if (!features.isEmpty() || (hadToken && answer.status() == 200)) memory = memory(features);
        }

        private static @Nullable String memory(String features) {
            for (String feature : features.split(",", -1)) {
                String[] nameAndValue = feature.strip().split("=", 2);
                if (nameAndValue[0].equals(TOKENS)) return nameAndValue[nameAndValue.length - 1];
            }
            return null;
        }
    }

    /** @param nanos as {@link System#nanoTime} */
    Endpoints(List<URI> uris, LongSupplier nanos) {
        this.nanos = nanos;
        var endpoints = new Endpoint[uris.size()];
        for (int i = 0; i < endpoints.length; i++) endpoints[i] = new Endpoint(uris.get(i), i, nanos.getAsLong());
        this.all = List.of(endpoints);
    }

    /** The one to ask now; when all rest, the one that has rested most of its time. */
    Endpoint pick() {
        return Objects.requireNonNull(pick(any -> true));
    }

    /** The same of those that will do; null when none does. */
    @Nullable
    Endpoint pick(Predicate<Endpoint> willDo) {
        long now = nanos.getAsLong();
        int first = current.get();
        Endpoint best = null;
        for (int i = 0; i < all.size(); i++) {
            Endpoint candidate = all.get((first + i) % all.size());
            if (!willDo.test(candidate)) continue;
            if (candidate.restsUntil - now <= 0) return candidate;
            if (best == null || candidate.restsUntil - best.restsUntil < 0) best = candidate;
        }
        return best;
    }

    @Override
    public String toString() {
        return all.stream().map(endpoint -> endpoint.uri.toString()).collect(Collectors.joining(", "));
    }

    /** Whether it failed and is left alone for now. */
    boolean rests(Endpoint endpoint) {
        return endpoint.restsUntil - nanos.getAsLong() > 0;
    }

    /** How many there are besides one. */
    int others() {
        return all.size() - 1;
    }

    void answered(Endpoint endpoint) {
        if (endpoint.failures == 0) return;
        endpoint.failures = 0;
        endpoint.restsUntil = nanos.getAsLong();
    }

    /** Returns whether another one may be asked at once. */
    boolean failed(Endpoint endpoint) {
        long now = nanos.getAsLong();
        int doublings = Math.min(endpoint.failures, 5);
        endpoint.failures = doublings + 1;
        endpoint.restsUntil = now + Math.min(FIRST_REST_NANOS << doublings, LONGEST_REST_NANOS);
        Endpoint next = pick();
        current.compareAndSet(endpoint.place, next.place);
        return next != endpoint && next.restsUntil - now <= 0;
    }
}
