package dev.sluice.broker.suite;

import java.net.URI;

class SdkSyncIT extends QueueContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return SdkSqs.sync(endpoint);
    }
}
