package dev.sluice.broker.api;

import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;

/** The words of what can be wrong with a queue's attributes. */
final class QueueAttributeFaults {
    private QueueAttributeFaults() {}

    static ApiException unknown(String name) {
        return new ApiException(ErrorCode.INVALID_ATTRIBUTE_NAME, "Unknown Attribute " + Faults.echo(name) + ".");
    }

    static ApiException fifoOnly(String name) {
        return new ApiException(
                ErrorCode.INVALID_ATTRIBUTE_NAME,
                "The attribute " + name + " can be given only when FifoQueue is true.");
    }

    static ApiException twoEncryptions() {
        return new ApiException(
                ErrorCode.INVALID_ATTRIBUTE_NAME,
                "Only one of KmsMasterKeyId (SSE-KMS) and SqsManagedSseEnabled (SSE-SQS) can be on for a queue.");
    }

    static ApiException invalidValue(String name) {
        return new ApiException(ErrorCode.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter " + name + ".");
    }

    static ApiException invalidValue(String name, String reason) {
        return new ApiException(
                ErrorCode.INVALID_ATTRIBUTE_VALUE, "Invalid value for the parameter " + name + ". Reason: " + reason);
    }

    static ApiException queueExists(String name) {
        return new ApiException(
                ErrorCode.QUEUE_NAME_EXISTS,
                "A queue already exists with the same name and a different value for attribute " + name);
    }
}
