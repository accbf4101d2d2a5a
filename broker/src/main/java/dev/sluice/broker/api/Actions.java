package dev.sluice.broker.api;

import dev.sluice.protocol.wire.Operation;
import dev.sluice.protocol.wire.SqsOperations;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which class does which operation. */
final class Actions {
    static final String TARGET_PREFIX = "AmazonSQS.";

    private final Map<String, Entry<?, ?>> byName = new HashMap<>();
    private final Map<String, Entry<?, ?>> byTarget = new HashMap<>();
    private final ApiMetrics metrics;

    record Entry<I, O>(Operation<I, O> operation, Action<I, O> action, ApiMetrics.OfAction metrics) {}

    Actions(ApiOptions options, ReceiptHandles handles, PageTokens pages, PollTable polls, ApiMetrics metrics) {
        this.metrics = metrics;
        add(SqsOperations.CREATE_QUEUE, new CreateQueue());
        add(SqsOperations.LIST_QUEUES, new ListQueues(pages));
        add(SqsOperations.GET_QUEUE_URL, new GetQueueUrl());
        add(SqsOperations.DELETE_QUEUE, new DeleteQueue(options.holdSeconds()));
        add(SqsOperations.PURGE_QUEUE, new PurgeQueue(options.holdSeconds()));
        add(SqsOperations.GET_QUEUE_ATTRIBUTES, new GetQueueAttributes());
        add(SqsOperations.SET_QUEUE_ATTRIBUTES, new SetQueueAttributes());
        add(SqsOperations.TAG_QUEUE, new TagQueue());
        add(SqsOperations.UNTAG_QUEUE, new UntagQueue());
        add(SqsOperations.LIST_QUEUE_TAGS, new ListQueueTags());
        add(SqsOperations.ADD_PERMISSION, new AddPermission());
        add(SqsOperations.REMOVE_PERMISSION, new RemovePermission());
        add(SqsOperations.SEND_MESSAGE, new SendMessage());
        add(SqsOperations.SEND_MESSAGE_BATCH, new SendMessageBatch());
        add(SqsOperations.RECEIVE_MESSAGE, new ReceiveMessage(handles, polls));
        add(SqsOperations.DELETE_MESSAGE, new DeleteMessage(handles, polls));
        add(SqsOperations.DELETE_MESSAGE_BATCH, new DeleteMessageBatch(handles, polls));
        add(SqsOperations.CHANGE_MESSAGE_VISIBILITY, new ChangeMessageVisibility(handles, polls));
        add(SqsOperations.CHANGE_MESSAGE_VISIBILITY_BATCH, new ChangeMessageVisibilityBatch(handles, polls));
        add(SqsOperations.START_MESSAGE_MOVE_TASK, new StartMessageMoveTask());
        add(SqsOperations.CANCEL_MESSAGE_MOVE_TASK, new CancelMessageMoveTask());
        add(SqsOperations.LIST_MESSAGE_MOVE_TASKS, new ListMessageMoveTasks());
        add(SqsOperations.LIST_DEAD_LETTER_SOURCE_QUEUES, new ListDeadLetterSourceQueues(pages));
    }

    @Nullable
    Entry<?, ?> named(String name) {
        return byName.get(name);
    }

    /** @param target the whole {@code X-Amz-Target} header */
    @Nullable
    Entry<?, ?> targeted(String target) {
        return byTarget.get(target);
    }

    private <I, O> void add(Operation<I, O> operation, Action<I, O> action) {
        String name = operation.name();
        var entry = new Entry<>(operation, action, metrics.of(name));
        byName.put(name, entry);
        byTarget.put(TARGET_PREFIX + name, entry);
    }
}
