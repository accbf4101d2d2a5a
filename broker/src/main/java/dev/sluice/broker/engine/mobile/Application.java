package dev.sluice.broker.engine.mobile;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileReply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One platform application with its endpoints, of which no two have the same token. */
final class Application {
    private final NavigableMap<UUID, EndpointRecord> endpoints = new TreeMap<>();
    private final Map<String, EndpointRecord> byToken = new HashMap<>();
    private ApplicationRecord record;

    Application(ApplicationRecord record) {
        this.record = record;
    }

    ApplicationRecord record() {
        return record;
    }

    void define(ApplicationRecord changed) {
        record = changed;
    }

    @Nullable
    EndpointRecord endpoint(UUID uuid) {
        return endpoints.get(uuid);
    }

    @Nullable
    EndpointRecord endpointOf(String token) {
        return byToken.get(token);
    }

    void put(EndpointRecord endpoint) {
        EndpointRecord earlier = endpoints.put(endpoint.id().uuid(), endpoint);
        if (earlier != null) byToken.remove(earlier.token());
        byToken.put(endpoint.token(), endpoint);
    }

    void remove(EndpointRecord endpoint) {
        endpoints.remove(endpoint.id().uuid());
        byToken.remove(endpoint.token());
    }

    MobileReply list(@Nullable UUID after, int max) {
        var found = new ArrayList<EndpointRecord>();
        var rest = after == null ? endpoints : endpoints.tailMap(after, false);
        for (EndpointRecord endpoint : rest.values()) {
            if (found.size() == max) return new MobileReply.EndpointsOfApplication(found, true);
            found.add(endpoint);
        }
        return new MobileReply.EndpointsOfApplication(found, false);
    }
}
