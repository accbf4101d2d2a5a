package dev.sluice.broker.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/**
 * The errors of the specification, written down a second time on purpose: the broker's own table is what is under test.
 */
enum ErrorTable {
    QUEUE_DOES_NOT_EXIST("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
    QUEUE_NAME_EXISTS("QueueNameExists", "QueueAlreadyExists", 400),
    QUEUE_DELETED_RECENTLY("QueueDeletedRecently", "AWS.SimpleQueueService.QueueDeletedRecently", 400),
    PURGE_QUEUE_IN_PROGRESS("PurgeQueueInProgress", "AWS.SimpleQueueService.PurgeQueueInProgress", 403),
    RECEIPT_HANDLE_IS_INVALID("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", "ResourceNotFoundException", 404),
    OVER_LIMIT("OverLimit", "OverLimit", 403),
    INVALID_ATTRIBUTE_NAME("InvalidAttributeName", "InvalidAttributeName", 400),
    INVALID_ATTRIBUTE_VALUE("InvalidAttributeValue", "InvalidAttributeValue", 400),
    INVALID_MESSAGE_CONTENTS("InvalidMessageContents", "InvalidMessageContents", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperation", "AWS.SimpleQueueService.UnsupportedOperation", 400),
    EMPTY_BATCH_REQUEST("EmptyBatchRequest", "AWS.SimpleQueueService.EmptyBatchRequest", 400),
    TOO_MANY_ENTRIES("TooManyEntriesInBatchRequest", "AWS.SimpleQueueService.TooManyEntriesInBatchRequest", 400),
    ENTRY_IDS_NOT_DISTINCT("BatchEntryIdsNotDistinct", "AWS.SimpleQueueService.BatchEntryIdsNotDistinct", 400),
    INVALID_BATCH_ENTRY_ID("InvalidBatchEntryId", "AWS.SimpleQueueService.InvalidBatchEntryId", 400),
    BATCH_REQUEST_TOO_LONG("BatchRequestTooLong", "AWS.SimpleQueueService.BatchRequestTooLong", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValueException", "InvalidParameterValue", 400),
    MISSING_PARAMETER("MissingRequiredParameterException", "MissingParameter", 400);

    private final String shape;
    private final String code;
    private final int status;

    ErrorTable(String shape, String code, int status) {
        this.shape = shape;
        this.code = code;
        this.status = status;
    }

    /** Asserts that the call is answered with this error, code, status and shape alike, as far as its client shows them. */
    void answers(ThrowingCallable call) {
        answers(call, "");
    }

    /** @param fragment that its message contains, because clients look for it */
    void answers(ThrowingCallable call, String fragment) {
        SqsFault fault = catchThrowableOfType(SqsFault.class, call);
        assertThat(fault).as("expected " + this + ", but the call succeeded").isNotNull();
        assertThat(fault.code()).as(fault.getMessage()).isEqualTo(code);
        assertThat(fault.shape()).as(fault.getMessage()).isIn(null, shape);
        assertThat(fault.status()).as(fault.getMessage()).isIn(null, status);
        assertThat(fault.type()).as(fault.getMessage()).isIn(null, "Sender");
        assertThat(fault.text()).isNotEmpty().contains(fragment);
    }
}
