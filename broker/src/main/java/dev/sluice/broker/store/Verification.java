package dev.sluice.broker.store;

import dev.sluice.broker.model.QueueId;
import java.util.List;

/**
 * What {@link DataVerification} found.
 *
 * @param queues each queue with what a full scan counted
 * @param messagesRead bodies read and compared with their MD5
 * @param problems one line each, at most {@link #MOST_PROBLEMS}; empty when everything is as it should be
 * @param moreProblems how many there were beyond those
 */
public record Verification(List<Queue> queues, long messagesRead, List<String> problems, long moreProblems) {
    static final int MOST_PROBLEMS = 100;

    public Verification {
        queues = List.copyOf(queues);
        problems = List.copyOf(problems);
    }

    public boolean isSound() {
        return problems.isEmpty();
    }

    /**
     * @param waiting rows that nobody has received
     * @param touched rows that were received and not deleted
     * @param bytes of the bodies and attributes of both
     */
    public record Queue(QueueId id, long logId, long waiting, long touched, long bytes) {}
}
