package dev.sluice.broker.suite;

import java.net.URI;

class SnsQueryIT extends SnsContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new QuerySns(endpoint);
    }
}
