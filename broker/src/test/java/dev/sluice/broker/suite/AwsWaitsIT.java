package dev.sluice.broker.suite;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS's rules of sixty seconds, which a broker must remember that was killed meanwhile. */
class AwsWaitsIT {
    private static final String SWITCH = "sqs.aws-waits=true";

    @TempDir
    Path directory;

    @Test
    void aKilledBrokerRemembersWhatWasDeletedAndPurged() {
        Path data = directory.resolve("data");
        try (var broker = BrokerProcess.start(data, SWITCH)) {
            TestQueue.create(sqs(broker), "deleted").delete();
            TestQueue.create(sqs(broker), "purged").call("PurgeQueue");
            broker.kill();
        }

        try (var broker = BrokerProcess.start(data, SWITCH)) {
            ErrorTable.QUEUE_DELETED_RECENTLY.answers(() -> TestQueue.create(sqs(broker), "deleted"));
            ErrorTable.PURGE_QUEUE_IN_PROGRESS.answers(
                    () -> TestQueue.create(sqs(broker), "purged").call("PurgeQueue"));
        }
    }

    private static Sqs sqs(BrokerProcess broker) {
        return new JsonSqs(broker.endpoint()).open("test", "us-east-1");
    }
}
