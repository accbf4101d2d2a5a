package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.MoveTask;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.error.ErrorCode;
import dev.sluice.protocol.sqs.ListMessageMoveTasksRequest;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResultEntry;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Lists the latest move tasks of a dead-letter queue: the last one, or up to ten. */
final class ListMessageMoveTasks implements Action<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> {
    private static final int MOST_RESULTS = 10;

    @Override
    public void start(ListMessageMoveTasksRequest request, Exchange<ListMessageMoveTasksResponse> exchange) {
        QueueId source = MoveTaskFaults.queue(request.sourceArn(), MoveTaskFaults.SOURCE);
        Integer max = request.maxResults();
        if (max != null && (max < 1 || max > MOST_RESULTS)) {
            throw Faults.invalidParameter(max, "MaxResults", "Must be between 1 and 10, if provided.");
        }
        exchange.ask(new Question.ListMoveTasks(source, max == null ? 1 : max), reply -> {
            if (reply instanceof Reply.Rejected rejected) throw MoveTaskFaults.of(rejected);
            var results = new ArrayList<ListMessageMoveTasksResultEntry>();
            for (MoveTask task : ((Reply.MoveTasks) reply).tasks()) results.add(worded(task));
            return new ListMessageMoveTasksResponse(results);
        });
    }

    private static ListMessageMoveTasksResultEntry worded(MoveTask task) {
        QueueId destination = task.destination();
        return new ListMessageMoveTasksResultEntry(
                task.runs() ? MoveTaskHandles.text(task) : null,
                status(task),
                task.source().arn(),
                destination == null ? null : destination.arn(),
                task.perSecond() == 0 ? null : task.perSecond(),
                task.moved(),
                task.toMove(),
                failureReason(task),
                task.startedAt());
    }

    private static String status(MoveTask task) {
        return switch (task.state()) {
            case RUNNING -> "RUNNING";
            case COMPLETED -> "COMPLETED";
            case CANCELLED -> "CANCELLED";
            case DESTINATION_GONE, ORIGIN_UNKNOWN, OUT_OF_TIME -> "FAILED";
        };
    }

    private static @Nullable String failureReason(MoveTask task) {
        return switch (task.state()) {
            case RUNNING, COMPLETED, CANCELLED -> null;
            case DESTINATION_GONE -> ErrorCode.QUEUE_DOES_NOT_EXIST.queryCode();
            case ORIGIN_UNKNOWN -> "CouldNotDetermineMessageSource";
            case OUT_OF_TIME -> "TaskTimedOut";
        };
    }
}
