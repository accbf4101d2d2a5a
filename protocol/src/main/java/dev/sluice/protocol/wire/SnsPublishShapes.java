package dev.sluice.protocol.wire;

import static dev.sluice.protocol.wire.Member.flag;
import static dev.sluice.protocol.wire.Member.text;
import static dev.sluice.protocol.wire.SnsMembers.members;
import static dev.sluice.protocol.wire.SnsMembers.messageAttributes;

import dev.sluice.protocol.sns.BatchResultErrorEntry;
import dev.sluice.protocol.sns.PublishBatchRequest;
import dev.sluice.protocol.sns.PublishBatchRequestEntry;
import dev.sluice.protocol.sns.PublishBatchResponse;
import dev.sluice.protocol.sns.PublishBatchResultEntry;
import dev.sluice.protocol.sns.PublishRequest;
import dev.sluice.protocol.sns.PublishResponse;

/** SNS on the wire: publishing. As in {@link SqsShapes}, a constructor takes its arguments in the order of the members below it. */
final class SnsPublishShapes {

    static final Shape<PublishRequest> PUBLISH_REQUEST = Shape.of(
            v -> new PublishRequest(
                    v.text(), v.text(), v.text(), v.requiredText(), v.text(), v.text(), v.map(), v.text(), v.text()),
            text("TopicArn", PublishRequest::topicArn),
            text("TargetArn", PublishRequest::targetArn),
            text("PhoneNumber", PublishRequest::phoneNumber),
            text("Message", PublishRequest::message).required(),
            text("Subject", PublishRequest::subject),
            text("MessageStructure", PublishRequest::messageStructure),
            messageAttributes(PublishRequest::messageAttributes),
            text("MessageDeduplicationId", PublishRequest::messageDeduplicationId),
            text("MessageGroupId", PublishRequest::messageGroupId));

    static final Shape<PublishResponse> PUBLISH_RESPONSE = Shape.of(
            v -> new PublishResponse(v.requiredText(), v.text()),
            text("MessageId", PublishResponse::messageId),
            text("SequenceNumber", PublishResponse::sequenceNumber));

    private static final Shape<PublishBatchRequestEntry> BATCH_ENTRY = Shape.of(
            v -> new PublishBatchRequestEntry(
                    v.requiredText(), v.requiredText(), v.text(), v.text(), v.map(), v.text(), v.text()),
            text("Id", PublishBatchRequestEntry::id).required(),
            text("Message", PublishBatchRequestEntry::message).required(),
            text("Subject", PublishBatchRequestEntry::subject),
            text("MessageStructure", PublishBatchRequestEntry::messageStructure),
            messageAttributes(PublishBatchRequestEntry::messageAttributes),
            text("MessageDeduplicationId", PublishBatchRequestEntry::messageDeduplicationId),
            text("MessageGroupId", PublishBatchRequestEntry::messageGroupId));

    static final Shape<PublishBatchRequest> PUBLISH_BATCH_REQUEST = Shape.of(
            v -> new PublishBatchRequest(v.requiredText(), v.list()),
            text("TopicArn", PublishBatchRequest::topicArn).required(),
            members("PublishBatchRequestEntries", BATCH_ENTRY, PublishBatchRequest::entries));

    private static final Shape<PublishBatchResultEntry> BATCH_RESULT = Shape.of(
            v -> new PublishBatchResultEntry(v.requiredText(), v.requiredText(), v.text()),
            text("Id", PublishBatchResultEntry::id),
            text("MessageId", PublishBatchResultEntry::messageId),
            text("SequenceNumber", PublishBatchResultEntry::sequenceNumber));

    private static final Shape<BatchResultErrorEntry> BATCH_ERROR = Shape.of(
            v -> new BatchResultErrorEntry(v.requiredText(), v.requiredText(), v.text(), v.flag()),
            text("Id", BatchResultErrorEntry::id),
            text("Code", BatchResultErrorEntry::code),
            text("Message", BatchResultErrorEntry::message),
            flag("SenderFault", BatchResultErrorEntry::senderFault));

    static final Shape<PublishBatchResponse> PUBLISH_BATCH_RESPONSE = Shape.of(
            v -> new PublishBatchResponse(v.list(), v.list()),
            members("Successful", BATCH_RESULT, PublishBatchResponse::successful),
            members("Failed", BATCH_ERROR, PublishBatchResponse::failed));

    private SnsPublishShapes() {}
}
