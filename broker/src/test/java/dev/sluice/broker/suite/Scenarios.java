package dev.sluice.broker.suite;

import java.util.concurrent.atomic.AtomicInteger;

/** What every scenario may use: clients of the kind under test, and queues of its own. */
interface Scenarios {
    String ACCOUNT = "000000000000";
    String REGION = "us-east-1";
    AtomicInteger NAMES = new AtomicInteger();

    Sqs sqs(String accessKey, String region);

    /** In the default account and region. */
    default Sqs sqs() {
        return sqs("test", REGION);
    }

    /** A queue name no other scenario uses. */
    default String newName() {
        return "queue-" + NAMES.incrementAndGet();
    }

    default TestQueue newQueue(Object... attributes) {
        Object[] members = attributes.length == 0 ? attributes : new Object[] {"Attributes", Members.of(attributes)};
        return TestQueue.create(sqs(), newName(), members);
    }
}
