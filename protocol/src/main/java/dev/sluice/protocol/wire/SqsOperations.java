package dev.sluice.protocol.wire;

import dev.sluice.protocol.sqs.AddPermissionRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityRequest;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchResponse;
import dev.sluice.protocol.sqs.DeleteMessageRequest;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesResponse;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.sqs.GetQueueUrlResponse;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesRequest;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksRequest;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResponse;
import dev.sluice.protocol.sqs.ListQueueTagsRequest;
import dev.sluice.protocol.sqs.ListQueueTagsResponse;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.Nothing;
import dev.sluice.protocol.sqs.PurgeQueueRequest;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.RemovePermissionRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
import dev.sluice.protocol.sqs.SetQueueAttributesRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.TagQueueRequest;
import dev.sluice.protocol.sqs.UntagQueueRequest;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of SQS. */
public final class SqsOperations {

    private static final Map<String, Operation<?, ?>> BY_NAME = new LinkedHashMap<>();

    public static final Operation<CreateQueueRequest, CreateQueueResponse> CREATE_QUEUE =
            onRoot("CreateQueue", SqsShapes.CREATE_QUEUE_REQUEST, SqsShapes.CREATE_QUEUE_RESPONSE);

    public static final Operation<DeleteQueueRequest, Nothing> DELETE_QUEUE =
            onQueue("DeleteQueue", SqsShapes.DELETE_QUEUE_REQUEST, Shape.NOTHING);

    public static final Operation<GetQueueUrlRequest, GetQueueUrlResponse> GET_QUEUE_URL =
            onQueue("GetQueueUrl", SqsShapes.GET_QUEUE_URL_REQUEST, SqsShapes.GET_QUEUE_URL_RESPONSE);

    public static final Operation<ListQueuesRequest, ListQueuesResponse> LIST_QUEUES =
            onRoot("ListQueues", SqsShapes.LIST_QUEUES_REQUEST, SqsShapes.LIST_QUEUES_RESPONSE);

    public static final Operation<GetQueueAttributesRequest, GetQueueAttributesResponse> GET_QUEUE_ATTRIBUTES = onQueue(
            "GetQueueAttributes", SqsShapes.GET_QUEUE_ATTRIBUTES_REQUEST, SqsShapes.GET_QUEUE_ATTRIBUTES_RESPONSE);

    public static final Operation<SetQueueAttributesRequest, Nothing> SET_QUEUE_ATTRIBUTES =
            onQueue("SetQueueAttributes", SqsShapes.SET_QUEUE_ATTRIBUTES_REQUEST, Shape.NOTHING);

    public static final Operation<PurgeQueueRequest, Nothing> PURGE_QUEUE =
            onQueue("PurgeQueue", SqsShapes.PURGE_QUEUE_REQUEST, Shape.NOTHING);

    public static final Operation<SendMessageRequest, SendMessageResponse> SEND_MESSAGE =
            onQueue("SendMessage", SqsMessageShapes.SEND_MESSAGE_REQUEST, SqsMessageShapes.SEND_MESSAGE_RESPONSE);

    public static final Operation<SendMessageBatchRequest, SendMessageBatchResponse> SEND_MESSAGE_BATCH = onQueue(
            "SendMessageBatch",
            SqsMessageShapes.SEND_MESSAGE_BATCH_REQUEST,
            SqsMessageShapes.SEND_MESSAGE_BATCH_RESPONSE);

    public static final Operation<ReceiveMessageRequest, ReceiveMessageResponse> RECEIVE_MESSAGE = onQueue(
            "ReceiveMessage", SqsMessageShapes.RECEIVE_MESSAGE_REQUEST, SqsMessageShapes.RECEIVE_MESSAGE_RESPONSE);

    public static final Operation<DeleteMessageRequest, Nothing> DELETE_MESSAGE =
            onQueue("DeleteMessage", SqsMessageShapes.DELETE_MESSAGE_REQUEST, Shape.NOTHING);

    public static final Operation<DeleteMessageBatchRequest, DeleteMessageBatchResponse> DELETE_MESSAGE_BATCH = onQueue(
            "DeleteMessageBatch",
            SqsMessageShapes.DELETE_MESSAGE_BATCH_REQUEST,
            SqsMessageShapes.DELETE_MESSAGE_BATCH_RESPONSE);

    public static final Operation<ChangeMessageVisibilityRequest, Nothing> CHANGE_MESSAGE_VISIBILITY =
            onQueue("ChangeMessageVisibility", SqsMessageShapes.CHANGE_MESSAGE_VISIBILITY_REQUEST, Shape.NOTHING);

    public static final Operation<ChangeMessageVisibilityBatchRequest, ChangeMessageVisibilityBatchResponse>
            CHANGE_MESSAGE_VISIBILITY_BATCH = onQueue(
                    "ChangeMessageVisibilityBatch",
                    SqsMessageShapes.CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST,
                    SqsMessageShapes.CHANGE_MESSAGE_VISIBILITY_BATCH_RESPONSE);

    public static final Operation<TagQueueRequest, Nothing> TAG_QUEUE =
            onQueue("TagQueue", SqsShapes.TAG_QUEUE_REQUEST, Shape.NOTHING);

    public static final Operation<UntagQueueRequest, Nothing> UNTAG_QUEUE =
            onQueue("UntagQueue", SqsShapes.UNTAG_QUEUE_REQUEST, Shape.NOTHING);

    public static final Operation<ListQueueTagsRequest, ListQueueTagsResponse> LIST_QUEUE_TAGS =
            onQueue("ListQueueTags", SqsShapes.LIST_QUEUE_TAGS_REQUEST, SqsShapes.LIST_QUEUE_TAGS_RESPONSE);

    public static final Operation<AddPermissionRequest, Nothing> ADD_PERMISSION =
            onQueue("AddPermission", SqsShapes.ADD_PERMISSION_REQUEST, Shape.NOTHING);

    public static final Operation<RemovePermissionRequest, Nothing> REMOVE_PERMISSION =
            onQueue("RemovePermission", SqsShapes.REMOVE_PERMISSION_REQUEST, Shape.NOTHING);

    public static final Operation<ListDeadLetterSourceQueuesRequest, ListDeadLetterSourceQueuesResponse>
            LIST_DEAD_LETTER_SOURCE_QUEUES = onQueue(
                    "ListDeadLetterSourceQueues",
                    SqsShapes.LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST,
                    SqsShapes.LIST_DEAD_LETTER_SOURCE_QUEUES_RESPONSE);

    public static final Operation<StartMessageMoveTaskRequest, StartMessageMoveTaskResponse> START_MESSAGE_MOVE_TASK =
            onRoot(
                    "StartMessageMoveTask",
                    SqsShapes.START_MESSAGE_MOVE_TASK_REQUEST,
                    SqsShapes.START_MESSAGE_MOVE_TASK_RESPONSE);

    public static final Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResponse>
            CANCEL_MESSAGE_MOVE_TASK = onRoot(
                    "CancelMessageMoveTask",
                    SqsShapes.CANCEL_MESSAGE_MOVE_TASK_REQUEST,
                    SqsShapes.CANCEL_MESSAGE_MOVE_TASK_RESPONSE);

    public static final Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResponse> LIST_MESSAGE_MOVE_TASKS =
            onRoot(
                    "ListMessageMoveTasks",
                    SqsShapes.LIST_MESSAGE_MOVE_TASKS_REQUEST,
                    SqsShapes.LIST_MESSAGE_MOVE_TASKS_RESPONSE);

    private SqsOperations() {}

    /** The operation of that name, letter case included, or null. */
    public static @Nullable Operation<?, ?> named(String name) {
        return BY_NAME.get(name);
    }

    public static Collection<Operation<?, ?>> all() {
        return Collections.unmodifiableCollection(BY_NAME.values());
    }

    /** Allowed on a queue's own path, too. */
    private static <I, O> Operation<I, O> onQueue(String name, Shape<I> input, Shape<O> output) {
        return listed(new Operation<>(name, input, output, true));
    }

    private static <I, O> Operation<I, O> onRoot(String name, Shape<I> input, Shape<O> output) {
        return listed(new Operation<>(name, input, output, false));
    }

    private static <I, O> Operation<I, O> listed(Operation<I, O> operation) {
        BY_NAME.put(operation.name(), operation);
        return operation;
    }
}
