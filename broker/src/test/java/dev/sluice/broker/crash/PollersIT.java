package dev.sluice.broker.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.sluice.broker.suite.BrokerProcess;
import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Ten thousand receives that wait, in one broker process; the sockets' other ends are here. */
@Execution(ExecutionMode.SAME_THREAD)
class PollersIT {
    private static final int WANTED = 10_000;
    private static final int QUEUES = 50;
    private static final int SPARE_FILES = 1_000;

    @Test
    void tenThousandPollsWaitWithoutAThreadAndAreWokenOrEnded(@TempDir Path directory) throws IOException {
        int polls = affordable();
        try (BrokerProcess broker = BrokerProcess.start(directory.resolve("data"));
                WireConnection connection = new WireConnection(broker.endpoint());
                ParkedPolls parked = new ParkedPolls(broker.endpoint())) {
            Management management = new Management(broker.management());
            String[] urls = new String[QUEUES];
            for (int i = 0; i < QUEUES; i++) urls[i] = createQueue(connection, "polled-" + i);
            double threads = management.metric("jvm_threads_live_threads");
            long memory = management.residentBytes(broker.pid());

            for (int i = 0; i < polls; i++) parked.park(urls[i % QUEUES]);
            management.awaitMetric("sluice_shard_parked_polls", polls);

            assertThat(management.metric("jvm_threads_live_threads")).isLessThanOrEqualTo(threads + 2);
            System.out.printf(
                    "%,d parked polls: %,d KiB more resident memory%n",
                    polls, (management.residentBytes(broker.pid()) - memory) / 1024);

            assertWokenByOneMessage(connection, urls[QUEUES / 2], parked);

            assertThat(broker.stop()).as(broker.output()).isEqualTo(143);
            assertThat(parked.awaitAnswers(polls - 1, Duration.ofSeconds(30)))
                    .as("every other poll is answered, and with nothing, before the broker goes")
                    .hasSize(polls - 1)
                    .allSatisfy(answer ->
                            assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n{}"));
        }
    }

    /** Each side holds one file per connection. */
    private static int affordable() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long limit = system.getMaxFileDescriptorCount() - SPARE_FILES;
        assumeTrue(limit >= SPARE_FILES, "the limit on open files leaves only " + limit + " for polls");
        if (limit < WANTED) System.out.printf("only %,d polls: that is the limit on open files%n", limit);
        return (int) Math.min(WANTED, limit);
    }

    private static String createQueue(WireConnection connection, String name) throws IOException {
        return connection.call("CreateQueue", Members.of("QueueName", name)).text("QueueUrl");
    }

    private static void assertWokenByOneMessage(WireConnection connection, String url, ParkedPolls parked)
            throws IOException {
        long sent = System.nanoTime();
        connection.call("SendMessage", Members.of("QueueUrl", url, "MessageBody", "wake up"));
        var answers = parked.awaitAnswers(1, Duration.ofSeconds(20));
        System.out.printf("one of them was answered %,d µs after the send began%n", (System.nanoTime() - sent) / 1000);

        assertThat(answers).singleElement().asString().contains("wake up");
    }
}
