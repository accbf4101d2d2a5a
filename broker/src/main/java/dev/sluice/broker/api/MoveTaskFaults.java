package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The words of what can be wrong with a move task. */
final class MoveTaskFaults {
    static final String SOURCE = "SourceArn";
    static final String DESTINATION = "DestinationArn";

    private MoveTaskFaults() {}

    /** The queue that an ARN names. */
    static QueueId queue(@Nullable String arn, String parameter) {
        if (arn == null || arn.isEmpty()) throw Faults.missingParameter(parameter);
        QueueId queue = QueueArns.queue(arn);
        if (queue != null) return queue;
        throw Faults.invalidParameter(
                arn, parameter, "It must be an ARN of the form arn:aws:sqs:region:account-id:queue-name.");
    }

    static ApiException of(Rejected rejected) {
        return switch (rejected.reason()) {
            case MOVE_SOURCE_DOES_NOT_EXIST -> notFound(SOURCE);
            case MOVE_DESTINATION_DOES_NOT_EXIST -> notFound(DESTINATION);
            case MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE ->
                Faults.invalidParameter("Source queue must be configured as a Dead Letter Queue.");
            case MOVE_DESTINATION_IS_SOURCE ->
                Faults.invalidParameter("Source queue and destination queue cannot be the same.");
            case MOVE_DESTINATION_OF_ANOTHER_TYPE ->
                Faults.invalidParameter("Source queue and destination queue must be of the same type.");
            case MOVE_TASK_RUNS_ALREADY ->
                Faults.invalidParameter("There is already a task running. Only one active task is allowed for a source"
                        + " queue at a time.");
            case TOO_MANY_MOVE_TASKS ->
                Faults.invalidParameter("The account has reached the limit of " + rejected.detail()
                        + " active message movement tasks.");
            case MOVE_TASK_DOES_NOT_EXIST -> new ApiException(ErrorCode.RESOURCE_NOT_FOUND, "Task does not exist.");
            case MOVE_TASK_RUNS_NO_LONGER -> Faults.invalidParameter("Only active tasks can be cancelled.");
            default -> throw new IllegalStateException(rejected + " is no answer to a move task");
        };
    }

    private static ApiException notFound(String parameter) {
        return new ApiException(
                ErrorCode.RESOURCE_NOT_FOUND,
                "The resource that you specified for the " + parameter + " parameter doesn't exist.");
    }
}
