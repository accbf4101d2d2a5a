package dev.sluice.broker.suite;

import java.net.URI;

class QueryIT extends QueueContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new QuerySqs(endpoint);
    }
}
