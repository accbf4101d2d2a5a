package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/**
 * One move task of a source.
 *
 * @param taskHandle of a running one
 * @param startedTimestamp epoch milliseconds
 */
public record ListMessageMoveTasksResultEntry(
        @Nullable String taskHandle,
        @Nullable String status,
        @Nullable String sourceArn,
        @Nullable String destinationArn,
        @Nullable Integer maxNumberOfMessagesPerSecond,
        @Nullable Long approximateNumberOfMessagesMoved,
        @Nullable Long approximateNumberOfMessagesToMove,
        @Nullable String failureReason,
        @Nullable Long startedTimestamp) {}
