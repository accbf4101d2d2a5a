package dev.sluice.broker.config;

import dev.sluice.broker.api.ApiOptions;
import dev.sluice.broker.api.DeclareOptions;
import dev.sluice.broker.courier.CourierOptions;
import dev.sluice.broker.hint.HintOptions;
import dev.sluice.broker.http.HttpOptions;
import dev.sluice.broker.shard.ShardOptions;
import dev.sluice.broker.store.StoreOptions;
import dev.sluice.broker.trigger.TriggersOptions;
import java.time.Duration;

/**
 * All that a broker is started with, one part for each package.
 *
 * @param data the port that speaks SQS
 * @param management the port of health, metrics and administration
 * @param courier how messages are delivered to endpoints outside
 * @param triggers the functions that are invoked with messages of queues
 * @param declare the queues that exist before the broker is ready
 * @param hints what the configuration says of policies for autoscalers
 * @param drainDelay from the moment readiness turns 503 to the moment connections are refused; zero or more
 * @param drainTimeout the most that requests in progress get to finish after that; then the store is closed
 */
public record BrokerOptions(
        HttpOptions data,
        HttpOptions management,
        StoreOptions store,
        ShardOptions shard,
        ApiOptions api,
        CourierOptions courier,
        TriggersOptions triggers,
        DeclareOptions declare,
        HintOptions hints,
        AuthMode auth,
        Duration drainDelay,
        Duration drainTimeout) {

    public BrokerOptions {
        require(!drainDelay.isNegative(), "drainDelay must not be negative");
        require(!drainTimeout.isNegative(), "drainTimeout must not be negative");
    }

    private static void require(boolean condition, String message) {
        if (!condition) throw new IllegalArgumentException(message);
    }
}
