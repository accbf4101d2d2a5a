package dev.sluice.broker.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes a queue was given, in their normal form, and what they mean to the engine. Immutable. Values reach here
 * only after the API has checked and normalised them.
 */
public final class QueueAttributes extends GivenAttributes<QueueAttribute> {

    public static final QueueAttributes DEFAULTS = new QueueAttributes(Map.of());

    /** What a FIFO queue has that sets nothing else: these read back. */
    public static final QueueAttributes FIFO_DEFAULTS = new QueueAttributes(Map.of(
            QueueAttribute.FIFO_QUEUE, "true",
            QueueAttribute.CONTENT_BASED_DEDUPLICATION, "false",
            QueueAttribute.DEDUPLICATION_SCOPE, "queue",
            QueueAttribute.FIFO_THROUGHPUT_LIMIT, "perQueue"));

    private final long visibilityMillis;
    private final long retentionMillis;
    private final long delayMillis;
    private final int waitSeconds;
    private final int maximumMessageBytes;
    private final boolean deduplicatesByContent;
    private final boolean deduplicatesByGroup;
    private final @Nullable RedrivePolicy redrivePolicy;
    private final @Nullable RedriveAllowPolicy redriveAllowPolicy;

    public QueueAttributes(Map<QueueAttribute, String> given) {
        super(QueueAttribute.class, given);
        this.visibilityMillis = number(QueueAttribute.VISIBILITY_TIMEOUT) * 1000L;
        this.retentionMillis = number(QueueAttribute.MESSAGE_RETENTION_PERIOD) * 1000L;
        this.delayMillis = number(QueueAttribute.DELAY_SECONDS) * 1000L;
        this.waitSeconds = number(QueueAttribute.RECEIVE_MESSAGE_WAIT_TIME_SECONDS);
        this.maximumMessageBytes = number(QueueAttribute.MAXIMUM_MESSAGE_SIZE);
        this.deduplicatesByContent = "true".equals(value(QueueAttribute.CONTENT_BASED_DEDUPLICATION));
        this.deduplicatesByGroup = "messageGroup".equals(value(QueueAttribute.DEDUPLICATION_SCOPE));
        String redrive = given.get(QueueAttribute.REDRIVE_POLICY);
        this.redrivePolicy = redrive == null ? null : RedrivePolicy.parse(redrive);
        String allow = given.get(QueueAttribute.REDRIVE_ALLOW_POLICY);
        this.redriveAllowPolicy = allow == null ? null : RedriveAllowPolicy.parse(allow);
    }

    /** The value as it reads back, or null when the attribute is absent. */
    public @Nullable String value(QueueAttribute attribute) {
        String value = given(attribute);
        return value != null ? value : attribute.defaultValue();
    }

    /** A copy with the changes laid over it; an empty value removes. */
    public QueueAttributes with(Map<QueueAttribute, String> changes) {
        return new QueueAttributes(changedBy(changes));
    }

    /** The access policy as it was written; empty when there is none. */
    public String policy() {
        String policy = given(QueueAttribute.POLICY);
        return policy == null ? "" : policy;
    }

    public long visibilityMillis() {
        return visibilityMillis;
    }

    public long retentionMillis() {
        return retentionMillis;
    }

    public long delayMillis() {
        return delayMillis;
    }

    public int waitSeconds() {
        return waitSeconds;
    }

    public int maximumMessageBytes() {
        return maximumMessageBytes;
    }

    /** Whether the body's hash stands in where a message has no deduplication id. */
    public boolean deduplicatesByContent() {
        return deduplicatesByContent;
    }

    /** Whether a deduplication id counts within its message group only. */
    public boolean deduplicatesByGroup() {
        return deduplicatesByGroup;
    }

    /** False when the throughput limit counts by message group and deduplication does not, which SQS refuses. */
    public boolean throughputLimitFits() {
        return deduplicatesByGroup || !"perMessageGroupId".equals(value(QueueAttribute.FIFO_THROUGHPUT_LIMIT));
    }

    /** Null when messages are delivered however often they fail. */
    public @Nullable RedrivePolicy redrivePolicy() {
        return redrivePolicy;
    }

    /** Whether that queue may have this one as its dead-letter queue. */
    public boolean allowsRedriveFrom(QueueId source) {
        return redriveAllowPolicy == null || redriveAllowPolicy.allows(source);
    }

    private int number(QueueAttribute attribute) {
        String value = value(attribute);
        if (value == null) throw new IllegalStateException(attribute + " has no default");
        return Integer.parseInt(value);
    }
}
