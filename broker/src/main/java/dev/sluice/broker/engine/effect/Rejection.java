package dev.sluice.broker.engine.effect;

/** Why the machine said no. The API words it. */
public enum Rejection {
    QUEUE_DOES_NOT_EXIST,
    QUEUE_DELETED_RECENTLY,
    PURGE_IN_PROGRESS,
    TOO_MANY_IN_FLIGHT,
    /** Larger than the queue's MaximumMessageSize; the detail is that limit. */
    MESSAGE_TOO_LARGE,
    /** The handle names a message that is gone, or another queue's. */
    MESSAGE_NOT_AVAILABLE,
    /** The handle is of another queue. */
    HANDLE_OF_ANOTHER_QUEUE,
    /** Of a FIFO queue: the handle hides its message no longer. */
    HANDLE_EXPIRED,
    /** To a FIFO queue, where the body's hash does not serve as one. */
    NO_DEDUPLICATION_ID,
    /** Of the same token, with other bodies. */
    TOKEN_OF_ANOTHER_REQUEST,
    /** The message would be hidden for more than 12 hours since its receive. */
    HIDDEN_TOO_LONG,
    TOO_MANY_TAGS,
    /** FifoThroughputLimit perMessageGroupId without DeduplicationScope messageGroup. */
    THROUGHPUT_LIMIT_NEEDS_GROUP_SCOPE,
    DEAD_LETTER_QUEUE_DOES_NOT_EXIST,
    DEAD_LETTER_QUEUE_OF_ANOTHER_ACCOUNT,
    DEAD_LETTER_QUEUE_OF_ANOTHER_REGION,
    /** One of the two is a FIFO queue. */
    DEAD_LETTER_QUEUE_OF_ANOTHER_TYPE,
    /** Its RedriveAllowPolicy does not allow this source. */
    DEAD_LETTER_QUEUE_REFUSES_SOURCE,
    MOVE_SOURCE_DOES_NOT_EXIST,
    MOVE_DESTINATION_DOES_NOT_EXIST,
    /** No queue has the source as its dead-letter queue. */
    MOVE_SOURCE_IS_NO_DEAD_LETTER_QUEUE,
    MOVE_DESTINATION_IS_SOURCE,
    /** One of the two is a FIFO queue. */
    MOVE_DESTINATION_OF_ANOTHER_TYPE,
    /** Another task moves the messages of this source. */
    MOVE_TASK_RUNS_ALREADY,
    /** The account has as many running as it may; the detail is that number. */
    TOO_MANY_MOVE_TASKS,
    MOVE_TASK_DOES_NOT_EXIST,
    MOVE_TASK_RUNS_NO_LONGER,
    TOPIC_DOES_NOT_EXIST,
    /** Its archive must be given up before it is deleted. */
    TOPIC_HAS_ARCHIVE,
    /** Above 256 KiB a topic may have subscriptions to queues, functions and streams only, and not many. */
    MESSAGE_SIZE_NEEDS_OTHER_SUBSCRIPTIONS,
    /** The topic takes messages above 256 KiB, which endpoints of this protocol do not. */
    PROTOCOL_TAKES_NO_LARGE_MESSAGES,
    SUBSCRIPTION_DOES_NOT_EXIST,
    SUBSCRIPTION_HAS_OTHER_ATTRIBUTES,
    /** Of two changes at once, policy and scope, each fitted what was there before; the detail says it in AWS's words. */
    FILTER_POLICY_DOES_NOT_FIT,
    SUBSCRIPTION_IS_PENDING,
    /** The link that should end the subscription must be signed. */
    UNSUBSCRIBE_NEEDS_SIGNATURE,
    /** The detail is the most that may be. */
    TOO_MANY_SUBSCRIPTIONS,
    /** Of the topic, or of the account; the detail is the most that may be. */
    TOO_MANY_FILTER_POLICIES,
    /** Of the account; the detail is the most that may run. */
    TOO_MANY_REPLAYS,
    TOKEN_UNKNOWN,
    APPLICATION_DOES_NOT_EXIST,
    ENDPOINT_DOES_NOT_EXIST,
    /** Another endpoint of the application has the token; the detail is its ARN. */
    ENDPOINT_HAS_OTHER_ATTRIBUTES,
    APPLICATION_DISABLED,
    ENDPOINT_DISABLED,
    PHONE_NUMBER_OPTED_OUT,
    /** In the sandbox text messages go to verified numbers only; the detail is the number. */
    PHONE_NUMBER_NOT_VERIFIED,
    PHONE_NUMBER_NOT_IN_SANDBOX,
    PHONE_NUMBER_IS_VERIFIED,
    /** The detail is the most that may be. */
    TOO_MANY_SANDBOX_NUMBERS,
    /** Or it is too late for it. */
    VERIFICATION_CODE_WRONG
}
