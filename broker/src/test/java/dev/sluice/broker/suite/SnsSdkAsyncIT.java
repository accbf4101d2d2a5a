package dev.sluice.broker.suite;

import java.net.URI;

class SnsSdkAsyncIT extends SnsContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return new SdkSns(endpoint, true);
    }
}
