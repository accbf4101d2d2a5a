package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskResponse;

/** Ends a move task. What it has moved stays moved. */
final class CancelMessageMoveTask implements Action<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse> {

    @Override
    public void start(CancelMessageMoveTaskRequest request, Exchange<CancelMessageMoveTaskResponse> exchange) {
        String handle = request.taskHandle();
        if (handle == null || handle.isEmpty()) throw Faults.missingParameter("TaskHandle");
        MoveTaskHandles.Named named = MoveTaskHandles.read(handle);
        exchange.submit(new Command.CancelMoveTask(named.source(), named.task()), reply -> {
            if (reply instanceof Reply.Rejected rejected) throw MoveTaskFaults.of(rejected);
            return new CancelMessageMoveTaskResponse(((Reply.MoveTaskCancelled) reply).moved());
        });
    }
}
