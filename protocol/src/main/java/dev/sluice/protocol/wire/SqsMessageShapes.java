package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.blob;
import static dev.sluice.protocol.wire.Member.flag;
import static dev.sluice.protocol.wire.Member.integer;
import static dev.sluice.protocol.wire.Member.list;
import static dev.sluice.protocol.wire.Member.map;
import static dev.sluice.protocol.wire.Member.optionalList;
import static dev.sluice.protocol.wire.Member.presence;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.Type.Scalar.TEXT;

import dev.sluice.protocol.sqs.BatchResultEntry;
import dev.sluice.protocol.sqs.BatchResultErrorEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequest;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchRequestEntry;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityBatchResponse;
import dev.sluice.protocol.sqs.ChangeMessageVisibilityRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequest;
import dev.sluice.protocol.sqs.DeleteMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.DeleteMessageBatchResponse;
import dev.sluice.protocol.sqs.DeleteMessageRequest;
import dev.sluice.protocol.sqs.MessageAttributeValue;
import dev.sluice.protocol.sqs.ReceiveMessageRequest;
import dev.sluice.protocol.sqs.ReceiveMessageResponse;
import dev.sluice.protocol.sqs.ReceivedMessage;
import dev.sluice.protocol.sqs.SendMessageBatchRequest;
import dev.sluice.protocol.sqs.SendMessageBatchRequestEntry;
import dev.sluice.protocol.sqs.SendMessageBatchResponse;
import dev.sluice.protocol.sqs.SendMessageBatchResultEntry;
import dev.sluice.protocol.sqs.SendMessageRequest;
import dev.sluice.protocol.sqs.SendMessageResponse;

/** SQS on the wire: messages. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SqsMessageShapes {

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

    private SqsMessageShapes() {}
}
