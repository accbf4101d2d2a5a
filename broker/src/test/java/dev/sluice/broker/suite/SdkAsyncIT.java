package dev.sluice.broker.suite;

import java.net.URI;

class SdkAsyncIT extends QueueContract {
    @Override
    Sqs.Kind connect(URI endpoint) {
        return SdkSqs.async(endpoint);
    }
}
