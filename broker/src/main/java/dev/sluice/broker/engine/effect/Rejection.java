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
    /** The message would be hidden for more than 12 hours since its receive. */
    HIDDEN_TOO_LONG,
    TOO_MANY_TAGS
}
