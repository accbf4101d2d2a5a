package dev.sluice.broker.suite;

import java.net.URI;

class JsonIT extends QueueContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new JsonSqs(endpoint);
    }
}
