package dev.sluice.broker.engine.mobile;

import dev.sluice.broker.engine.effect.ApplicationRecord;
import dev.sluice.broker.engine.effect.EndpointRecord;
import dev.sluice.broker.engine.effect.MobileRow;
import dev.sluice.broker.engine.topic.ShardQueues;

/** What a shard knows of mobile telephones and the apps on them. Owned by the shard thread. */
public final class Mobile {
    private final Applications applications;

    public Mobile(ShardQueues queues) {
        this.applications = new Applications(queues);
    }

    public Applications applications() {
        return applications;
    }

    public void restore(MobileRow row) {
        if (row instanceof ApplicationRecord application) applications.restore(application);
        else if (row instanceof EndpointRecord endpoint) applications.restore(endpoint);
        else throw new IllegalArgumentException("a row of unknown kind: " + row);
    }
}
