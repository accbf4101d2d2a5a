package dev.sluice.broker.crash;

import dev.sluice.broker.suite.Members;
import dev.sluice.broker.suite.WireConnection;
import java.io.IOException;
import java.util.List;

/**
 * A queue and its dead-letter queue, standard or FIFO.
 *
 * @param suffix of both names
 */
record RedriveQueues(String suffix) {
    static final int MAX_RECEIVES = 2;
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:";

    /**
     * Rounds in which nobody receives dead letters. In the others a slow task may meet a moment in which every group of a
     * FIFO queue is locked, and has nothing left to do then; in these it is still running when the broker is killed.
     */
    static boolean leavesDeadLettersAlone(int round) {
        return round % 2 == 0;
    }

    String source() {
        return "work" + suffix;
    }

    String dead() {
        return "dead" + suffix;
    }

    String deadArn() {
        return ARN + dead();
    }

    void create(WireConnection connection) throws IOException {
        Members fifo = suffix.isEmpty() ? Members.of() : Members.of("FifoQueue", "true");
        String policy = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(deadArn(), MAX_RECEIVES);
        connection.call("CreateQueue", Members.of("QueueName", dead(), "Attributes", fifo));
        connection.call(
                "CreateQueue", Members.of("QueueName", source(), "Attributes", fifo.with("RedrivePolicy", policy)));
    }

    /** A send to the source. */
    Members message(String body, String group, String id) {
        Members message = Members.of("QueueUrl", source(), "MessageBody", body);
        return suffix.isEmpty() ? message : message.with("MessageGroupId", group, "MessageDeduplicationId", id);
    }

    /** Messages of a queue that may be received, and that are in flight. */
    int count(WireConnection connection, String queue, boolean inFlightToo) throws IOException {
        List<String> names = inFlightToo
                ? List.of("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
                : List.of("ApproximateNumberOfMessages");
        Members answer = connection.call("GetQueueAttributes", Members.of("QueueUrl", queue, "AttributeNames", names));
        return answer.texts("Attributes").values().stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    /** The latest move task of the dead letters, or an empty list. */
    List<Members> tasks(WireConnection connection) throws IOException {
        return connection
                .call("ListMessageMoveTasks", Members.of("SourceArn", deadArn()))
                .list("Results");
    }
}
