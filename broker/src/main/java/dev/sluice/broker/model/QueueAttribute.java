package dev.sluice.broker.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settable attributes of a queue, by their names on the wire, with the default in its normal form. */
public enum QueueAttribute {
    VISIBILITY_TIMEOUT("VisibilityTimeout", "30"),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", "1048576"),
    MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", "345600"),
    DELAY_SECONDS("DelaySeconds", "0"),
    POLICY("Policy", null),
    REDRIVE_POLICY("RedrivePolicy", null),
    REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", null),
    RECEIVE_MESSAGE_WAIT_TIME_SECONDS("ReceiveMessageWaitTimeSeconds", "0"),
    KMS_MASTER_KEY_ID("KmsMasterKeyId", null),
    KMS_DATA_KEY_REUSE_PERIOD_SECONDS("KmsDataKeyReusePeriodSeconds", null),
    SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", "true"),
    FIFO_QUEUE("FifoQueue", null),
    DEDUPLICATION_SCOPE("DeduplicationScope", null),
    FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", null),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", null);

    private static final Map<String, QueueAttribute> BY_WIRE_NAME = new HashMap<>();

    static {
        for (QueueAttribute attribute : values()) BY_WIRE_NAME.put(attribute.wireName, attribute);
    }

    private final String wireName;
    private final @Nullable String defaultValue;

    QueueAttribute(String wireName, @Nullable String defaultValue) {
        this.wireName = wireName;
        this.defaultValue = defaultValue;
    }

    public String wireName() {
        return wireName;
    }

    /** The value of a queue that never set it; null when it is then absent. FIFO defaults are written at creation. */
    public @Nullable String defaultValue() {
        return defaultValue;
    }

    public static @Nullable QueueAttribute named(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }
}
