package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.integer;
import static dev.sluice.protocol.wire.Member.list;
import static dev.sluice.protocol.wire.Member.map;
import static dev.sluice.protocol.wire.Member.number;
import static dev.sluice.protocol.wire.Member.optionalList;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sqs.AddPermissionRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteQueueRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesRequest;
import dev.sluice.protocol.sqs.GetQueueAttributesResponse;
import dev.sluice.protocol.sqs.GetQueueUrlRequest;
import dev.sluice.protocol.sqs.GetQueueUrlResponse;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesRequest;
import dev.sluice.protocol.sqs.ListDeadLetterSourceQueuesResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksRequest;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResponse;
import dev.sluice.protocol.sqs.ListMessageMoveTasksResultEntry;
import dev.sluice.protocol.sqs.ListQueueTagsRequest;
import dev.sluice.protocol.sqs.ListQueueTagsResponse;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.PurgeQueueRequest;
import dev.sluice.protocol.sqs.RemovePermissionRequest;
import dev.sluice.protocol.sqs.SetQueueAttributesRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.StartMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.TagQueueRequest;
import dev.sluice.protocol.sqs.UntagQueueRequest;

/**
 * How each record of SQS looks on the wire. A constructor takes its arguments in the order in which the members are
 * listed below it. Where two names are given, the first is JSON's and the second the Query protocol's.
 */
final class SqsShapes {
    // queues

    static final Shape<CreateQueueRequest> CREATE_QUEUE_REQUEST = Shape.of(
            v -> new CreateQueueRequest(v.text(), v.map(), v.map()),
            text("QueueName", CreateQueueRequest::queueName),
            map("Attributes", "Attribute", "Name", "Value", TEXT, CreateQueueRequest::attributes),
            map("tags", "Tag", "Key", "Value", TEXT, CreateQueueRequest::tags));

    static final Shape<CreateQueueResponse> CREATE_QUEUE_RESPONSE =
            Shape.of(v -> new CreateQueueResponse(v.requiredText()), text("QueueUrl", CreateQueueResponse::queueUrl));

    static final Shape<DeleteQueueRequest> DELETE_QUEUE_REQUEST =
            Shape.of(v -> new DeleteQueueRequest(v.text()), text("QueueUrl", DeleteQueueRequest::queueUrl));

    static final Shape<GetQueueUrlRequest> GET_QUEUE_URL_REQUEST = Shape.of(
            v -> new GetQueueUrlRequest(v.text(), v.text()),
            text("QueueName", GetQueueUrlRequest::queueName),
            text("QueueOwnerAWSAccountId", GetQueueUrlRequest::queueOwnerAwsAccountId));

    static final Shape<GetQueueUrlResponse> GET_QUEUE_URL_RESPONSE =
            Shape.of(v -> new GetQueueUrlResponse(v.requiredText()), text("QueueUrl", GetQueueUrlResponse::queueUrl));

    static final Shape<ListQueuesRequest> LIST_QUEUES_REQUEST = Shape.of(
            v -> new ListQueuesRequest(v.text(), v.text(), v.integer()),
            text("QueueNamePrefix", ListQueuesRequest::queueNamePrefix),
            text("NextToken", ListQueuesRequest::nextToken),
            integer("MaxResults", ListQueuesRequest::maxResults));

    static final Shape<ListQueuesResponse> LIST_QUEUES_RESPONSE = Shape.of(
            v -> new ListQueuesResponse(v.list(), v.text()),
            list("QueueUrls", "QueueUrl", TEXT, ListQueuesResponse::queueUrls),
            text("NextToken", ListQueuesResponse::nextToken));

    static final Shape<GetQueueAttributesRequest> GET_QUEUE_ATTRIBUTES_REQUEST = Shape.of(
            v -> new GetQueueAttributesRequest(v.text(), v.list()),
            text("QueueUrl", GetQueueAttributesRequest::queueUrl),
            list("AttributeNames", "AttributeName", TEXT, GetQueueAttributesRequest::attributeNames));

    static final Shape<GetQueueAttributesResponse> GET_QUEUE_ATTRIBUTES_RESPONSE = Shape.of(
            v -> new GetQueueAttributesResponse(v.map()),
            map("Attributes", "Attribute", "Name", "Value", TEXT, GetQueueAttributesResponse::attributes));

    static final Shape<SetQueueAttributesRequest> SET_QUEUE_ATTRIBUTES_REQUEST = Shape.of(
            v -> new SetQueueAttributesRequest(v.text(), v.map()),
            text("QueueUrl", SetQueueAttributesRequest::queueUrl),
            map("Attributes", "Attribute", "Name", "Value", TEXT, SetQueueAttributesRequest::attributes));

    static final Shape<PurgeQueueRequest> PURGE_QUEUE_REQUEST =
            Shape.of(v -> new PurgeQueueRequest(v.text()), text("QueueUrl", PurgeQueueRequest::queueUrl));

    // tags

    static final Shape<TagQueueRequest> TAG_QUEUE_REQUEST = Shape.of(
            v -> new TagQueueRequest(v.text(), v.map()),
            text("QueueUrl", TagQueueRequest::queueUrl),
            map("Tags", "Tag", "Key", "Value", TEXT, TagQueueRequest::tags));

    static final Shape<UntagQueueRequest> UNTAG_QUEUE_REQUEST = Shape.of(
            v -> new UntagQueueRequest(v.text(), v.list()),
            text("QueueUrl", UntagQueueRequest::queueUrl),
            list("TagKeys", "TagKey", TEXT, UntagQueueRequest::tagKeys));

    static final Shape<ListQueueTagsRequest> LIST_QUEUE_TAGS_REQUEST =
            Shape.of(v -> new ListQueueTagsRequest(v.text()), text("QueueUrl", ListQueueTagsRequest::queueUrl));

    static final Shape<ListQueueTagsResponse> LIST_QUEUE_TAGS_RESPONSE = Shape.of(
            v -> new ListQueueTagsResponse(v.map()),
            map("Tags", "Tag", "Key", "Value", TEXT, ListQueueTagsResponse::tags));

    // dead letters

    static final Shape<ListDeadLetterSourceQueuesRequest> LIST_DEAD_LETTER_SOURCE_QUEUES_REQUEST = Shape.of(
            v -> new ListDeadLetterSourceQueuesRequest(v.text(), v.text(), v.integer()),
            text("QueueUrl", ListDeadLetterSourceQueuesRequest::queueUrl),
            text("NextToken", ListDeadLetterSourceQueuesRequest::nextToken),
            integer("MaxResults", ListDeadLetterSourceQueuesRequest::maxResults));

    static final Shape<ListDeadLetterSourceQueuesResponse> LIST_DEAD_LETTER_SOURCE_QUEUES_RESPONSE = Shape.of(
            v -> new ListDeadLetterSourceQueuesResponse(v.list(), v.text()),
            list("queueUrls", "QueueUrl", TEXT, ListDeadLetterSourceQueuesResponse::queueUrls),
            text("NextToken", ListDeadLetterSourceQueuesResponse::nextToken));

    static final Shape<StartMessageMoveTaskRequest> START_MESSAGE_MOVE_TASK_REQUEST = Shape.of(
            v -> new StartMessageMoveTaskRequest(v.text(), v.text(), v.integer()),
            text("SourceArn", StartMessageMoveTaskRequest::sourceArn),
            text("DestinationArn", StartMessageMoveTaskRequest::destinationArn),
            integer("MaxNumberOfMessagesPerSecond", StartMessageMoveTaskRequest::maxNumberOfMessagesPerSecond));

    static final Shape<StartMessageMoveTaskResponse> START_MESSAGE_MOVE_TASK_RESPONSE = Shape.of(
            v -> new StartMessageMoveTaskResponse(v.requiredText()),
            text("TaskHandle", StartMessageMoveTaskResponse::taskHandle));

    static final Shape<CancelMessageMoveTaskRequest> CANCEL_MESSAGE_MOVE_TASK_REQUEST = Shape.of(
            v -> new CancelMessageMoveTaskRequest(v.text()),
            text("TaskHandle", CancelMessageMoveTaskRequest::taskHandle));

    static final Shape<CancelMessageMoveTaskResponse> CANCEL_MESSAGE_MOVE_TASK_RESPONSE = Shape.of(
            v -> new CancelMessageMoveTaskResponse(v.number()),
            number(
                    "ApproximateNumberOfMessagesMoved",
                    CancelMessageMoveTaskResponse::approximateNumberOfMessagesMoved));

    static final Shape<ListMessageMoveTasksRequest> LIST_MESSAGE_MOVE_TASKS_REQUEST = Shape.of(
            v -> new ListMessageMoveTasksRequest(v.text(), v.integer()),
            text("SourceArn", ListMessageMoveTasksRequest::sourceArn),
            integer("MaxResults", ListMessageMoveTasksRequest::maxResults));

    private static final Shape<ListMessageMoveTasksResultEntry> MOVE_TASK = Shape.of(
            v -> new ListMessageMoveTasksResultEntry(
                    v.text(), v.text(), v.text(), v.text(), v.integer(), v.number(), v.number(), v.text(), v.number()),
            text("TaskHandle", ListMessageMoveTasksResultEntry::taskHandle),
            text("Status", ListMessageMoveTasksResultEntry::status),
            text("SourceArn", ListMessageMoveTasksResultEntry::sourceArn),
            text("DestinationArn", ListMessageMoveTasksResultEntry::destinationArn),
            integer("MaxNumberOfMessagesPerSecond", ListMessageMoveTasksResultEntry::maxNumberOfMessagesPerSecond),
            number(
                    "ApproximateNumberOfMessagesMoved",
                    ListMessageMoveTasksResultEntry::approximateNumberOfMessagesMoved),
            number(
                    "ApproximateNumberOfMessagesToMove",
                    ListMessageMoveTasksResultEntry::approximateNumberOfMessagesToMove),
            text("FailureReason", ListMessageMoveTasksResultEntry::failureReason),
            number("StartedTimestamp", ListMessageMoveTasksResultEntry::startedTimestamp));

    static final Shape<ListMessageMoveTasksResponse> LIST_MESSAGE_MOVE_TASKS_RESPONSE = Shape.of(
            v -> new ListMessageMoveTasksResponse(v.list()),
            optionalList(
                    "Results", "ListMessageMoveTasksResultEntry", MOVE_TASK, ListMessageMoveTasksResponse::results));

    // permissions

    static final Shape<AddPermissionRequest> ADD_PERMISSION_REQUEST = Shape.of(
            v -> new AddPermissionRequest(v.text(), v.text(), v.list(), v.list()),
            text("QueueUrl", AddPermissionRequest::queueUrl),
            text("Label", AddPermissionRequest::label),
            list("AWSAccountIds", "AWSAccountId", TEXT, AddPermissionRequest::awsAccountIds),
            list("Actions", "ActionName", TEXT, AddPermissionRequest::actions));

    static final Shape<RemovePermissionRequest> REMOVE_PERMISSION_REQUEST = Shape.of(
            v -> new RemovePermissionRequest(v.text(), v.text()),
            text("QueueUrl", RemovePermissionRequest::queueUrl),
            text("Label", RemovePermissionRequest::label));

    private SqsShapes() {}
}
