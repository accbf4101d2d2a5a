package dev.sluice.broker.api;

import dev.sluice.broker.engine.Question;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.sqs.GetQueueUrlResponse;

/** Finds a queue by name, the caller's own or another account's. */
final class GetQueueUrl implements Action<GetQueueUrlRequest, GetQueueUrlResponse> {

    @Override
    public void start(GetQueueUrlRequest request, Exchange<GetQueueUrlResponse> exchange) {
        String name = QueueNames.given(request.queueName());
        String owner = request.queueOwnerAwsAccountId();
        String account = owner == null || owner.isEmpty() ? exchange.caller().account() : owner;
        if (!Characters.areAccount(account)) throw Faults.noSuchQueue();
        var queue = new QueueId(account, exchange.caller().region(), name);
        exchange.ask(new Question.DescribeQueue(queue), reply -> {
            if (reply instanceof Reply.Rejected rejected) throw Faults.of(rejected, queue);
            return new GetQueueUrlResponse(exchange.url(queue));
        });
    }
}
