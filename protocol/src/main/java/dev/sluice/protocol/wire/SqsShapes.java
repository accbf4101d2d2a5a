package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.blob;
import static dev.sluice.protocol.wire.Member.flag;
import static dev.sluice.protocol.wire.Member.integer;
import static dev.sluice.protocol.wire.Member.list;
import static dev.sluice.protocol.wire.Member.map;
import static dev.sluice.protocol.wire.Member.number;
import static dev.sluice.protocol.wire.Member.optionalList;
import static dev.sluice.protocol.wire.Member.presence;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sqs.AddPermissionRequest;
import dev.sluice.protocol.sqs.BatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskRequest;
import dev.sluice.protocol.sqs.CancelMessageMoveTaskResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequestEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityRequest;
import dev.sluice.protocol.sqs.CreateQueueRequest;
import dev.sluice.protocol.sqs.CreateQueueResponse;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequestEntry;
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
import dev.sluice.protocol.sqs.ListMessageMoveTasksResultEntry;
import dev.sluice.protocol.sqs.ListQueueTagsRequest;
import dev.sluice.protocol.sqs.ListQueueTagsResponse;
import dev.sluice.protocol.sqs.ListQueuesRequest;
import dev.sluice.protocol.sqs.ListQueuesResponse;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.PurgeQueueRequest;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import dev.sluice.protocol.sqs.RemovePermissionRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageBatchResultEntry;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;
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

    private static final Shape<MessageAttributeValue> ATTRIBUTE_VALUE = Shape.of(
            v -> {
                String string = v.text();
                byte[] binary = v.blob();
                boolean strings = v.flag();
                boolean binaries = v.flag();
                return new MessageAttributeValue(v.text(), string, binary, strings || binaries);
            },
            text("StringValue", MessageAttributeValue::stringValue),
            blob("BinaryValue", MessageAttributeValue::binaryValue),
            presence("StringListValues", "StringListValue"),
            presence("BinaryListValues", "BinaryListValue"),
            text("DataType", MessageAttributeValue::dataType));

    private static final Shape<BatchResultEntry> RESULT_ENTRY =
            Shape.of(v -> new BatchResultEntry(v.requiredText()), text("Id", BatchResultEntry::id));

    private static final Shape<BatchResultErrorEntry> ERROR_ENTRY = Shape.of(
            v -> new BatchResultErrorEntry(v.requiredText(), v.flag(), v.requiredText(), v.text()),
            text("Id", BatchResultErrorEntry::id),
            flag("SenderFault", BatchResultErrorEntry::senderFault),
            text("Code", BatchResultErrorEntry::code),
            text("Message", BatchResultErrorEntry::message));

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

    // messages

    static final Shape<SendMessageRequest> SEND_MESSAGE_REQUEST = Shape.of(
            v -> new SendMessageRequest(v.text(), v.text(), v.integer(), v.map(), v.map(), v.text(), v.text()),
            text("QueueUrl", SendMessageRequest::queueUrl),
            text("MessageBody", SendMessageRequest::messageBody),
            integer("DelaySeconds", SendMessageRequest::delaySeconds),
            map(
                    "MessageAttributes",
                    "MessageAttribute",
                    "Name",
                    "Value",
                    ATTRIBUTE_VALUE,
                    SendMessageRequest::messageAttributes),
            map(
                    "MessageSystemAttributes",
                    "MessageSystemAttribute",
                    "Name",
                    "Value",
                    ATTRIBUTE_VALUE,
                    SendMessageRequest::messageSystemAttributes),
            text("MessageDeduplicationId", SendMessageRequest::messageDeduplicationId),
            text("MessageGroupId", SendMessageRequest::messageGroupId));

    static final Shape<SendMessageResponse> SEND_MESSAGE_RESPONSE = Shape.of(
            v -> new SendMessageResponse(v.requiredText(), v.requiredText(), v.text(), v.text(), v.text()),
            text("MessageId", SendMessageResponse::messageId),
            text("MD5OfMessageBody", SendMessageResponse::md5OfMessageBody),
            text("MD5OfMessageAttributes", SendMessageResponse::md5OfMessageAttributes),
            text("MD5OfMessageSystemAttributes", SendMessageResponse::md5OfMessageSystemAttributes),
            text("SequenceNumber", SendMessageResponse::sequenceNumber));

    private static final Shape<SendMessageBatchRequestEntry> SEND_MESSAGE_BATCH_REQUEST_ENTRY = Shape.of(
            v -> new SendMessageBatchRequestEntry(
                    v.text(), v.text(), v.integer(), v.map(), v.map(), v.text(), v.text()),
            text("Id", SendMessageBatchRequestEntry::id),
            text("MessageBody", SendMessageBatchRequestEntry::messageBody),
            integer("DelaySeconds", SendMessageBatchRequestEntry::delaySeconds),
            map(
                    "MessageAttributes",
                    "MessageAttribute",
                    "Name",
                    "Value",
                    ATTRIBUTE_VALUE,
                    SendMessageBatchRequestEntry::messageAttributes),
            map(
                    "MessageSystemAttributes",
                    "MessageSystemAttribute",
                    "Name",
                    "Value",
                    ATTRIBUTE_VALUE,
                    SendMessageBatchRequestEntry::messageSystemAttributes),
            text("MessageDeduplicationId", SendMessageBatchRequestEntry::messageDeduplicationId),
            text("MessageGroupId", SendMessageBatchRequestEntry::messageGroupId));

    static final Shape<SendMessageBatchRequest> SEND_MESSAGE_BATCH_REQUEST = Shape.of(
            v -> new SendMessageBatchRequest(v.text(), v.optionalList()),
            text("QueueUrl", SendMessageBatchRequest::queueUrl),
            optionalList(
                    "Entries",
                    "SendMessageBatchRequestEntry",
                    SEND_MESSAGE_BATCH_REQUEST_ENTRY,
                    SendMessageBatchRequest::entries));

    private static final Shape<SendMessageBatchResultEntry> SEND_MESSAGE_BATCH_RESULT_ENTRY = Shape.of(
            v -> new SendMessageBatchResultEntry(
                    v.requiredText(), v.requiredText(), v.requiredText(), v.text(), v.text(), v.text()),
            text("Id", SendMessageBatchResultEntry::id),
            text("MessageId", SendMessageBatchResultEntry::messageId),
            text("MD5OfMessageBody", SendMessageBatchResultEntry::md5OfMessageBody),
            text("MD5OfMessageAttributes", SendMessageBatchResultEntry::md5OfMessageAttributes),
            text("MD5OfMessageSystemAttributes", SendMessageBatchResultEntry::md5OfMessageSystemAttributes),
            text("SequenceNumber", SendMessageBatchResultEntry::sequenceNumber));

    static final Shape<SendMessageBatchResponse> SEND_MESSAGE_BATCH_RESPONSE = Shape.of(
            v -> new SendMessageBatchResponse(v.list(), v.list()),
            list(
                    "Successful",
                    "SendMessageBatchResultEntry",
                    SEND_MESSAGE_BATCH_RESULT_ENTRY,
                    SendMessageBatchResponse::successful),
            list("Failed", "BatchResultErrorEntry", ERROR_ENTRY, SendMessageBatchResponse::failed));

    /** The Query protocol's model gives both lists of system attribute names one name; the records mean their union. */
    static final Shape<ReceiveMessageRequest> RECEIVE_MESSAGE_REQUEST = Shape.of(
            v -> new ReceiveMessageRequest(
                    v.text(), v.list(), v.list(), v.list(), v.integer(), v.integer(), v.integer(), v.text()),
            text("QueueUrl", ReceiveMessageRequest::queueUrl),
            list("AttributeNames", "AttributeName", TEXT, ReceiveMessageRequest::attributeNames),
            list(
                    "MessageSystemAttributeNames",
                    "MessageSystemAttributeName",
                    TEXT,
                    ReceiveMessageRequest::messageSystemAttributeNames),
            list("MessageAttributeNames", "MessageAttributeName", TEXT, ReceiveMessageRequest::messageAttributeNames),
            integer("MaxNumberOfMessages", ReceiveMessageRequest::maxNumberOfMessages),
            integer("VisibilityTimeout", ReceiveMessageRequest::visibilityTimeout),
            integer("WaitTimeSeconds", ReceiveMessageRequest::waitTimeSeconds),
            text("ReceiveRequestAttemptId", ReceiveMessageRequest::receiveRequestAttemptId));

    private static final Shape<ReceivedMessage> RECEIVED_MESSAGE = Shape.<ReceivedMessage>of(
                    v -> new ReceivedMessage(
                            v.requiredText(),
                            v.requiredText(),
                            v.requiredText(),
                            v.requiredText(),
                            v.map(),
                            v.text(),
                            v.map()),
                    text("MessageId", ReceivedMessage::messageId),
                    text("ReceiptHandle", ReceivedMessage::receiptHandle),
                    text("MD5OfBody", ReceivedMessage::md5OfBody),
                    text("Body", ReceivedMessage::body),
                    map("Attributes", "Attribute", "Name", "Value", TEXT, ReceivedMessage::attributes),
                    text("MD5OfMessageAttributes", ReceivedMessage::md5OfMessageAttributes),
                    map(
                            "MessageAttributes",
                            "MessageAttribute",
                            "Name",
                            "Value",
                            ATTRIBUTE_VALUE,
                            ReceivedMessage::messageAttributes))
            .inXml(
                    "MessageId",
                    "ReceiptHandle",
                    "MD5OfBody",
                    "MD5OfMessageAttributes",
                    "Body",
                    "Attributes",
                    "MessageAttributes");

    static final Shape<ReceiveMessageResponse> RECEIVE_MESSAGE_RESPONSE = Shape.of(
            v -> new ReceiveMessageResponse(v.list()),
            list("Messages", "Message", RECEIVED_MESSAGE, ReceiveMessageResponse::messages));

    static final Shape<DeleteMessageRequest> DELETE_MESSAGE_REQUEST = Shape.of(
            v -> new DeleteMessageRequest(v.text(), v.text()),
            text("QueueUrl", DeleteMessageRequest::queueUrl),
            text("ReceiptHandle", DeleteMessageRequest::receiptHandle));

    private static final Shape<DeleteMessageBatchRequestEntry> DELETE_MESSAGE_BATCH_REQUEST_ENTRY = Shape.of(
            v -> new DeleteMessageBatchRequestEntry(v.text(), v.text()),
            text("Id", DeleteMessageBatchRequestEntry::id),
            text("ReceiptHandle", DeleteMessageBatchRequestEntry::receiptHandle));

    static final Shape<DeleteMessageBatchRequest> DELETE_MESSAGE_BATCH_REQUEST = Shape.of(
            v -> new DeleteMessageBatchRequest(v.text(), v.optionalList()),
            text("QueueUrl", DeleteMessageBatchRequest::queueUrl),
            optionalList(
                    "Entries",
                    "DeleteMessageBatchRequestEntry",
                    DELETE_MESSAGE_BATCH_REQUEST_ENTRY,
                    DeleteMessageBatchRequest::entries));

    static final Shape<DeleteMessageBatchResponse> DELETE_MESSAGE_BATCH_RESPONSE = Shape.of(
            v -> new DeleteMessageBatchResponse(v.list(), v.list()),
            list("Successful", "DeleteMessageBatchResultEntry", RESULT_ENTRY, DeleteMessageBatchResponse::successful),
            list("Failed", "BatchResultErrorEntry", ERROR_ENTRY, DeleteMessageBatchResponse::failed));

    static final Shape<ChangeMessageVisibilityRequest> CHANGE_MESSAGE_VISIBILITY_REQUEST = Shape.of(
            v -> new ChangeMessageVisibilityRequest(v.text(), v.text(), v.integer()),
            text("QueueUrl", ChangeMessageVisibilityRequest::queueUrl),
            text("ReceiptHandle", ChangeMessageVisibilityRequest::receiptHandle),
            integer("VisibilityTimeout", ChangeMessageVisibilityRequest::visibilityTimeout));

    private static final Shape<ChangeMessageVisibilityBatchRequestEntry> CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY =
            Shape.of(
                    v -> new ChangeMessageVisibilityBatchRequestEntry(v.text(), v.text(), v.integer()),
                    text("Id", ChangeMessageVisibilityBatchRequestEntry::id),
                    text("ReceiptHandle", ChangeMessageVisibilityBatchRequestEntry::receiptHandle),
                    integer("VisibilityTimeout", ChangeMessageVisibilityBatchRequestEntry::visibilityTimeout));

    static final Shape<ChangeMessageVisibilityBatchRequest> CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST = Shape.of(
            v -> new ChangeMessageVisibilityBatchRequest(v.text(), v.optionalList()),
            text("QueueUrl", ChangeMessageVisibilityBatchRequest::queueUrl),
            optionalList(
                    "Entries",
                    "ChangeMessageVisibilityBatchRequestEntry",
                    CHANGE_MESSAGE_VISIBILITY_BATCH_REQUEST_ENTRY,
                    ChangeMessageVisibilityBatchRequest::entries));

    static final Shape<ChangeMessageVisibilityBatchResponse> CHANGE_MESSAGE_VISIBILITY_BATCH_RESPONSE = Shape.of(
            v -> new ChangeMessageVisibilityBatchResponse(v.list(), v.list()),
            list(
                    "Successful",
                    "ChangeMessageVisibilityBatchResultEntry",
                    RESULT_ENTRY,
                    ChangeMessageVisibilityBatchResponse::successful),
            list("Failed", "BatchResultErrorEntry", ERROR_ENTRY, ChangeMessageVisibilityBatchResponse::failed));

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
