package dev.sluice.protocol.error;

/**
 * The errors SQS answers with: the modelled ones, then those of AWS's service framework, which any service gives.
 */
public enum ErrorCode implements AwsError {
    BATCH_ENTRY_IDS_NOT_DISTINCT(
            "com.amazonaws.sqs#BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400),
    BATCH_REQUEST_TOO_LONG("com.amazonaws.sqs#BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400),
    EMPTY_BATCH_REQUEST("com.amazonaws.sqs#EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400),
    INVALID_BATCH_ENTRY_ID("com.amazonaws.sqs#InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400),
    TOO_MANY_ENTRIES_IN_BATCH_REQUEST(
            "com.amazonaws.sqs#TooManyEntriesInBatchRequest",
            "AWS.SimpleQueueService.TooManyEntriesInBatchRequest",
            400),
    QUEUE_DELETED_RECENTLY(
            "com.amazonaws.sqs#QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", 400),
    UNSUPPORTED_OPERATION("com.amazonaws.sqs#UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400),
    PURGE_QUEUE_IN_PROGRESS(
            "com.amazonaws.sqs#PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403),
    QUEUE_DOES_NOT_EXIST("com.amazonaws.sqs#QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
    QUEUE_NAME_EXISTS("com.amazonaws.sqs#QueueNameExists", "QueueAlreadyExists", 400),
    RECEIPT_HANDLE_IS_INVALID("com.amazonaws.sqs#ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404),
    RESOURCE_NOT_FOUND("com.amazonaws.sqs#ResourceNotFoundException", "ResourceNotFoundException", 404),
    OVER_LIMIT("com.amazonaws.sqs#OverLimit", "OverLimit", 403),
    REQUEST_THROTTLED("com.amazonaws.sqs#RequestThrottled", "RequestThrottled", 403),
    INVALID_ATTRIBUTE_NAME("com.amazonaws.sqs#InvalidAttributeName", "InvalidAttributeName", 400),
    INVALID_ATTRIBUTE_VALUE("com.amazonaws.sqs#InvalidAttributeValue", "InvalidAttributeValue", 400),
    INVALID_MESSAGE_CONTENTS("com.amazonaws.sqs#InvalidMessageContents", "InvalidMessageContents", 400),
    INVALID_PARAMETER_VALUE("com.amazon.coral.service#InvalidParameterValueException", "InvalidParameterValue", 400),
    MISSING_PARAMETER("com.amazon.coral.service#MissingRequiredParameterException", "MissingParameter", 400),
    ACCESS_DENIED("com.amazon.coral.service#AccessDeniedException", "AccessDenied", 403),
    MALFORMED_INPUT("com.amazon.coral.service#SerializationException", "MalformedInput", 400),
    UNKNOWN_OPERATION("com.amazon.coral.service#UnknownOperationException", "InvalidAction", 400),
    MISSING_ACTION("com.amazon.coral.service#MissingActionException", "MissingAction", 400),
    UNRECOGNIZED_CLIENT("com.amazon.coral.service#UnrecognizedClientException", "InvalidClientTokenId", 403),
    INVALID_SIGNATURE("com.amazon.coral.service#InvalidSignatureException", "SignatureDoesNotMatch", 403),
    INCOMPLETE_SIGNATURE("com.amazon.coral.service#IncompleteSignatureException", "IncompleteSignature", 400),
    EXPIRED_TOKEN("com.amazon.coral.service#ExpiredTokenException", "ExpiredToken", 403),
    REQUEST_TOO_LARGE("com.amazon.coral.service#RequestEntityTooLargeException", "RequestEntityTooLarge", 413),
    INTERNAL_ERROR("com.amazon.coral.service#InternalFailure", "InternalError", 500),
    SERVICE_UNAVAILABLE("com.amazon.coral.service#ServiceUnavailableException", "ServiceUnavailable", 503);

    private final String shape;
    private final String queryCode;
    private final int status;

    ErrorCode(String shape, String queryCode, int status) {
        this.shape = shape;
        this.queryCode = queryCode;
        this.status = status;
    }

    @Override
    public String shape() {
        return shape;
    }

    @Override
    public String queryCode() {
        return queryCode;
    }

    @Override
    public int status() {
        return status;
    }
}
