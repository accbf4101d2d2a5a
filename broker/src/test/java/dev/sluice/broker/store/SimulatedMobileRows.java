package dev.sluice.broker.store;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileChange;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.effect.Restoration;
import dev.sluice.broker.model.ApplicationId;
import java.util.HexFormat;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Those of a simulated store that are about mobile telephones, in the order of their keys. */
final class SimulatedMobileRows {
    private final NavigableMap<String, MobileRow> byKey = new TreeMap<>();

    void apply(MobileChange change) {
        if (change instanceof MobileChange.Put put) {
            byKey.put(key(put.row()), put.row());
        } else if (change instanceof MobileChange.Remove remove) {
            byKey.remove(key(remove.row()));
            if (remove.row() instanceof ApplicationRecord application) removeEndpointsOf(application.id());
        }
    }

    private void removeEndpointsOf(ApplicationId application) {
        byKey.values()
                .removeIf(row -> row instanceof EndpointRecord endpoint
                        && endpoint.id().application().equals(application));
    }

    private static String key(MobileRow row) {
        return HexFormat.of().formatHex(MobileRows.key(row));
    }

    void copyTo(SimulatedMobileRows copy) {
        copy.byKey.putAll(byKey);
    }

    void restore(Restoration restoration) {
        byKey.values().forEach(restoration::mobile);
    }

    String dump() {
        var lines = new StringBuilder();
        byKey.forEach((key, row) -> {
            String value = HexFormat.of().formatHex(MobileRows.value(row));
            lines.append(key).append(' ').append(value).append('\n');
        });
        return lines.toString();
    }
}
