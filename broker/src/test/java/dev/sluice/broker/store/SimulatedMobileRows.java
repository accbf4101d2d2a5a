package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.model.ApplicationId;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Those of a simulated store that are about mobile telephones. */
final class SimulatedMobileRows {
    private final NavigableMap<ApplicationId, ApplicationRecord> applications = new TreeMap<>();
    private final NavigableMap<String, EndpointRecord> endpointsByArn = new TreeMap<>();

    void apply(MobileChange change) {
        if (change instanceof MobileChange.Put put) put(put.row());
        else if (change instanceof MobileChange.Remove remove) remove(remove.row());
    }

    private void put(MobileRow row) {
        if (row instanceof ApplicationRecord application) applications.put(application.id(), application);
        else if (row instanceof EndpointRecord endpoint)
            endpointsByArn.put(endpoint.id().arn(), endpoint);
    }

    private void remove(MobileRow row) {
        if (row instanceof EndpointRecord endpoint) {
            endpointsByArn.remove(endpoint.id().arn());
        } else if (row instanceof ApplicationRecord application) {
            applications.remove(application.id());
            endpointsByArn
                    .values()
                    .removeIf(endpoint -> endpoint.id().application().equals(application.id()));
        }
    }

    void copyTo(SimulatedMobileRows copy) {
        copy.applications.putAll(applications);
        copy.endpointsByArn.putAll(endpointsByArn);
    }

    void restore(Restoration restoration) {
        applications.values().forEach(restoration::mobile);
        endpointsByArn.values().forEach(restoration::mobile);
    }

    /** Maps without an order of their own are written in one. */
    String dump() {
        var lines = new StringBuilder();
        applications
                .values()
                .forEach(application -> lines.append(application.id())
                        .append(new TreeMap<>(application.attributes()))
                        .append(application.createdAt())
                        .append('\n'));
        endpointsByArn.values().forEach(endpoint -> lines.append(endpoint).append('\n'));
        return lines.toString();
    }
}
