package dev.sluice.broker.api;

import dev.sluice.broker.engine.Command;
import dev.sluice.broker.engine.effect.Reply;
import dev.sluice.broker.json.JsonText;
import dev.sluice.broker.model.QueueAttribute;
import dev.sluice.broker.model.QueueAttributes;
import dev.sluice.broker.model.QueueId;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import java.util.Map;

/**
 * Makes a queue. For one that exists the answer is its URL when every attribute given has its present value already, so
 * that a program may create its queues each time it starts. Tags of an existing queue are left alone.
 */
final class CreateQueue implements Action<CreateQueueRequest, CreateQueueResponse> {

    @Override
    public void start(CreateQueueRequest request, Exchange<CreateQueueResponse> exchange) {
        Map<String, String> given = request.attributes();
        boolean fifo = "true".equalsIgnoreCase(given.get(QueueAttribute.FIFO_QUEUE.wireName()));
        Caller caller = exchange.caller();
        String name = fifo ? QueueNames.checkedFifo(request.queueName()) : QueueNames.checked(request.queueName());
        var queue = new QueueId(caller.account(), caller.region(), name);
        Map<QueueAttribute, String> wanted = QueueAttributeRules.changes(given, fifo);
        QueueAttributes defaults = fifo ? QueueAttributes.FIFO_DEFAULTS : QueueAttributes.DEFAULTS;
        Map<String, String> tags = TagRules.checked(request.tags());
        if (tags.size() > TagRules.MOST_TAGS) throw TagRules.tooMany(queue.name());

        exchange.submit(new Command.CreateQueue(queue, defaults.with(wanted), tags), reply -> {
            if (reply instanceof Reply.Rejected rejected) throw RedriveRules.refusal(rejected, given, queue);
            if (reply instanceof Reply.Exists exists) {
                requireSame(given, wanted, exists.queue().attributes());
            }
            return new CreateQueueResponse(exchange.url(queue));
        });
    }

    /** Compares what was asked for, not what follows from it, with what the queue has. */
    private static void requireSame(
            Map<String, String> given, Map<QueueAttribute, String> wanted, QueueAttributes present) {
        for (String name : given.keySet()) {
            QueueAttribute attribute = QueueAttribute.named(name);
            String value = attribute == null ? null : wanted.get(attribute);
            if (attribute != null && value != null && !isSame(attribute, value, present)) {
                throw QueueAttributeFaults.queueExists(name);
            }
        }
    }

    static boolean isSame(QueueAttribute attribute, String wanted, QueueAttributes present) {
        if (wanted.isEmpty()) return true; // given empty counts as not given
        String value = QueueReadBack.value(present, attribute);
        if (value == null) return attribute == QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS; // means nothing yet
        return value.equals(wanted) || (attribute == QueueAttribute.POLICY && JsonText.sameMeaning(value, wanted));
    }
}
