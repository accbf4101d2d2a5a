package dev.sluice.broker.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The attributes a topic was given, in their normal form, and what they mean to the engine. Immutable. Values reach here
 * only after the API has checked and normalised them.
 */
public final class TopicAttributes extends GivenAttributes<TopicAttribute> {
    /** What a message and its attributes may take, unless the topic says otherwise. */
    public static final int DEFAULT_MAXIMUM_MESSAGE_BYTES = 262_144;

    public static final TopicAttributes DEFAULTS = new TopicAttributes(Map.of());

    private static final String ARCHIVE = "{\"MessageRetentionPeriod\":\"";
    private static final long DAY_MILLIS = 86_400_000;

    private final int maximumMessageBytes;
    private final boolean deduplicatesByContent;
    private final boolean deduplicatesByGroup;
    private final long archiveMillis;

    public TopicAttributes(Map<TopicAttribute, String> given) {
        super(TopicAttribute.class, given);
        String maximum = given.get(TopicAttribute.MAXIMUM_MESSAGE_SIZE);
        this.maximumMessageBytes = maximum == null ? DEFAULT_MAXIMUM_MESSAGE_BYTES : Integer.parseInt(maximum);
        this.deduplicatesByContent = "true".equals(given.get(TopicAttribute.CONTENT_BASED_DEDUPLICATION));
        this.deduplicatesByGroup = "MessageGroup".equals(given.get(TopicAttribute.FIFO_THROUGHPUT_SCOPE));
        String archive = given.get(TopicAttribute.ARCHIVE_POLICY);
        this.archiveMillis = archive == null ? 0 : archiveDays(archive) * DAY_MILLIS;
    }

    /** The value as it was set, or null when it never was. */
    public @Nullable String value(TopicAttribute attribute) {
        return given(attribute);
    }

    /** A copy with the changes laid over it; an empty value removes. */
    public TopicAttributes with(Map<TopicAttribute, String> changes) {
        return new TopicAttributes(changedBy(changes));
    }

    /** The access policy as it was written; empty when it was never set. */
    public String policy() {
        String policy = given(TopicAttribute.POLICY);
        return policy == null ? "" : policy;
    }

    /** The most that the message and its attributes may take, of a batch all together. */
    public int maximumMessageBytes() {
        return maximumMessageBytes;
    }

    /** Whether the message's hash stands in where it has no deduplication id. */
    public boolean deduplicatesByContent() {
        return deduplicatesByContent;
    }

    /** Whether a deduplication id counts within its message group only. */
    public boolean deduplicatesByGroup() {
        return deduplicatesByGroup;
    }

    /** How long messages are kept for replays; 0 when they are not. */
    public long archiveMillis() {
        return archiveMillis;
    }

    /** The normal form of an archive policy. */
    public static String archivePolicy(int days) {
        return ARCHIVE + days + "\"}";
    }

    private static int archiveDays(String text) {
        if (!text.startsWith(ARCHIVE) || !text.endsWith("\"}")) {
            throw new IllegalArgumentException("not the normal form of an archive policy: " + text);
        }
        return Integer.parseInt(text, ARCHIVE.length(), text.length() - 2, 10);
    }
}
