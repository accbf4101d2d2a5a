package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.ApiMetrics;
import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.SnsOperations;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which class does which operation of SNS. What is not listed here is refused as an action that SNS does not have. */
final class SnsActions {
    private final Map<String, Entry<?, ?>> byName = new HashMap<>();
    private final ApiMetrics metrics;

    record Entry<I, O>(Operation<I, O> operation, SnsAction<I, O> action, ApiMetrics.OfAction metrics) {}

    SnsActions(ApiMetrics metrics) {
        this.metrics = metrics;
        add(SnsOperations.LIST_ORIGINATION_NUMBERS, new ListOriginationNumbers());
    }

    @Nullable
    Entry<?, ?> named(String name) {
        return byName.get(name);
    }

    /** The metrics tell SNS's actions by a prefix, since some have the names of SQS's. */
    private <I, O> void add(Operation<I, O> operation, SnsAction<I, O> action) {
        String name = operation.name();
        byName.put(name, new Entry<>(operation, action, metrics.of("sns:" + name)));
    }
}
