package dev.sluice.protocol.sqs;

import java.util.List;

/** Answer of ListMessageMoveTasks. JSON has the list even when it is empty. */
public record ListMessageMoveTasksResponse(List<ListMessageMoveTasksResultEntry> results) {}
