package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Rejection;
import dev.sluice.broker.engine.effect.Reply.Rejected;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.shard.Shards.Submission;
import dev.sluice.protocol.error.ApiException;
import dev.sluice.protocol.error.ErrorCode;

/**
 * The words of every no that is not particular to one area. Clients and test suites search some of these texts, so the
 * fixed words are SQS's own.
 */
public final class Faults {
    /** More of a client's value than this is not repeated to it. */
    private static final int LONGEST_ECHO = 4096;

    private Faults() {}

    static ApiException invalidParameter(Object value, String parameter, String reason) {
        return invalidParameter("Value " + echo(String.valueOf(value)) + " for parameter " + parameter
                + " is invalid. Reason: " + reason);
    }

    static ApiException invalidParameter(String text) {
        return new ApiException(ErrorCode.INVALID_PARAMETER_VALUE, text);
    }

    static ApiException missingParameter(String parameter) {
        return new ApiException(
                ErrorCode.MISSING_PARAMETER, "The request must contain the parameter " + parameter + ".");
    }

    static ApiException unsupported(String text) {
        return new ApiException(ErrorCode.UNSUPPORTED_OPERATION, text);
    }

    static ApiException noSuchQueue() {
        return new ApiException(ErrorCode.QUEUE_DOES_NOT_EXIST, "The specified queue does not exist.");
    }

    static ApiException invalidHandle(String handle) {
        return new ApiException(
                ErrorCode.RECEIPT_HANDLE_IS_INVALID,
                "The input receipt handle \"" + echo(handle) + "\" is not a valid receipt handle.");
    }

    /** What the machine refused for the whole request. */
    static ApiException of(Rejected rejected, QueueId queue) {
        return switch (rejected.reason()) {
            case QUEUE_DOES_NOT_EXIST -> noSuchQueue();
            case QUEUE_DELETED_RECENTLY ->
                new ApiException(
                        ErrorCode.QUEUE_DELETED_RECENTLY,
                        "You must wait 60 seconds after deleting a queue before you can create another with the same"
                                + " name.");
            case PURGE_IN_PROGRESS ->
                new ApiException(
                        ErrorCode.PURGE_QUEUE_IN_PROGRESS,
                        "Only one PurgeQueue operation on " + queue.name() + " is allowed every 60 seconds.");
            case TOO_MANY_IN_FLIGHT ->
                new ApiException(
                        ErrorCode.OVER_LIMIT,
                        "Too many messages of " + queue.name()
                                + " are in flight. Delete some, or let their visibility timeouts end.");
            case TOO_MANY_TAGS -> TagRules.tooMany(queue.name());
            case MESSAGE_TOO_LARGE -> MessageFaults.tooLarge(rejected.detail());
            case NO_DEDUPLICATION_ID -> MessageFaults.noDeduplicationId();
            case TOKEN_OF_ANOTHER_REQUEST -> MessageFaults.tokenOfAnotherRequest();
            case THROUGHPUT_LIMIT_NEEDS_GROUP_SCOPE ->
                invalidParameter("The perMessageGroupId value of FifoThroughputLimit can be used only with the"
                        + " messageGroup value of DeduplicationScope.");
            case DEAD_LETTER_QUEUE_DOES_NOT_EXIST,
                    DEAD_LETTER_QUEUE_OF_ANOTHER_ACCOUNT,
                    DEAD_LETTER_QUEUE_OF_ANOTHER_REGION,
                    DEAD_LETTER_QUEUE_OF_ANOTHER_TYPE,
                    DEAD_LETTER_QUEUE_REFUSES_SOURCE ->
                throw new IllegalStateException(rejected + " is about a policy, whose text its words need");
            case MOVE_SOURCE_DOES_NOT_EXIST,
                    MOVE_DESTINATION_DOES_NOT_EXIST,
                    MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE,
                    MOVE_DESTINATION_IS_SOURCE,
                    MOVE_DESTINATION_OF_ANOTHER_TYPE,
                    MOVE_TASK_RUNS_ALREADY,
                    TOO_MANY_MOVE_TASKS,
                    MOVE_TASK_DOES_NOT_EXIST,
                    MOVE_TASK_RUNS_NO_LONGER -> MoveTaskFaults.of(rejected);
            case MESSAGE_NOT_AVAILABLE, HANDLE_OF_ANOTHER_QUEUE, HANDLE_EXPIRED, HIDDEN_TOO_LONG ->
                throw new IllegalStateException(rejected + " names no handle, so it cannot refuse a whole request");
            case TOPIC_DOES_NOT_EXIST,
                    TOPIC_HAS_ARCHIVE,
                    MESSAGE_SIZE_NEEDS_OTHER_SUBSCRIPTIONS,
                    PROTOCOL_TAKES_NO_LARGE_MESSAGES,
                    SUBSCRIPTION_DOES_NOT_EXIST,
                    SUBSCRIPTION_HAS_OTHER_ATTRIBUTES,
                    FILTER_POLICY_DOES_NOT_FIT,
                    SUBSCRIPTION_IS_PENDING,
                    UNSUBSCRIBE_NEEDS_SIGNATURE,
                    TOO_MANY_SUBSCRIPTIONS,
                    TOO_MANY_FILTER_POLICIES,
                    TOO_MANY_REPLAYS,
                    TOKEN_UNKNOWN,
                    APPLICATION_DOES_NOT_EXIST,
                    ENDPOINT_DOES_NOT_EXIST,
                    ENDPOINT_HAS_OTHER_ATTRIBUTES,
                    APPLICATION_DISABLED,
                    ENDPOINT_DISABLED,
                    PHONE_NUMBER_OPTED_OUT,
                    PHONE_NUMBER_NOT_VERIFIED,
                    PHONE_NUMBER_NOT_IN_SANDBOX,
                    PHONE_NUMBER_IS_VERIFIED,
                    TOO_MANY_SANDBOX_NUMBERS,
                    VERIFICATION_CODE_WRONG -> throw new IllegalStateException(rejected + " is about SNS");
        };
    }

    /** What the machine refused for one receipt handle. */
    static ApiException ofHandle(Rejected rejected, String handle, int visibilitySeconds) {
        Rejection reason = rejected.reason();
        if (reason == Rejection.HANDLE_OF_ANOTHER_QUEUE) return invalidHandle(handle);
        if (reason == Rejection.MESSAGE_NOT_AVAILABLE) {
            return invalidParameter(
                    handle,
                    "ReceiptHandle",
                    "Message does not exist or is not available for visibility timeout change.");
        }
        if (reason == Rejection.HANDLE_EXPIRED) {
            return invalidParameter(handle, "ReceiptHandle", "The receipt handle has expired.");
        }
        if (reason == Rejection.HIDDEN_TOO_LONG) {
            return invalidParameter(
                    visibilitySeconds,
                    "VisibilityTimeout",
                    "Total VisibilityTimeout for the message is beyond the limit [43200 seconds].");
        }
        throw new IllegalStateException(rejected + " is no outcome of a receipt handle");
    }

    /** Why the shard did not take the request; clients retry all of these. */
    static ApiException notTaken(Submission submission) {
        String text = switch (submission) {
            case MAILBOX_FULL ->
                "The broker has reached its limit of commands waiting to be applied. Try again in a moment.";
            case SENDS_REFUSED ->
                "The broker takes no messages now: its disk has reached the minimum of free space, or cannot"
                        + " keep up. Receiving and deleting go on.";
            case STOPPING -> "The broker is stopping.";
            case TAKEN -> throw new IllegalArgumentException("a request that was taken is no fault");
        };
        return new ApiException(ErrorCode.SERVICE_UNAVAILABLE, text);
    }

    /** A client's own value, cut short enough to be repeated to it. */
    public static String echo(String value) {
        return value.length() <= LONGEST_ECHO ? value : value.substring(0, LONGEST_ECHO) + "...";
    }
}
