package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.StartMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskResponse;

/** Has the messages of a dead-letter queue moved back to where they came from, or to one queue. */
final class StartMessageMoveTask implements Action<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> {
    private static final int MOST_PER_SECOND = 500;

    @Override
    public void start(StartMessageMoveTaskRequest request, Exchange<StartMessageMoveTaskResponse> exchange) {
        QueueId source = MoveTaskFaults.queue(request.sourceArn(), MoveTaskFaults.SOURCE);
        QueueId destination = request.destinationArn() == null
                ? null
                : MoveTaskFaults.queue(request.destinationArn(), MoveTaskFaults.DESTINATION);
        Integer rate = request.maxNumberOfMessagesPerSecond();
        if (rate != null && (rate < 1 || rate > MOST_PER_SECOND)) {
            throw Faults.invalidParameter(
                    rate, "MaxNumberOfMessagesPerSecond", "Must be between 1 and 500, if provided.");
        }
        var task = exchange.newTaskId();
        exchange.submit(new Command.StartMoveTask(source, destination, rate == null ? 0 : rate, task), reply -> {
            if (reply instanceof Reply.Rejected rejected) throw MoveTaskFaults.of(rejected);
            return new StartMessageMoveTaskResponse(MoveTaskHandles.text(source, task));
        });
    }
}
