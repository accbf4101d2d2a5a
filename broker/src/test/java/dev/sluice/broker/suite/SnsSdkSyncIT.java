package dev.sluice.broker.suite;

import java.net.URI;

class SnsSdkSyncIT extends SnsContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new SdkSns(endpoint, false);
    }
}
