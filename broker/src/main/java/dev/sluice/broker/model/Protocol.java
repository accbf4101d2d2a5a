package dev.sluice.broker.model;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of endpoint a subscription has, by its name on the wire. */
public enum Protocol {
    SQS("sqs"),
    HTTP("http"),
    HTTPS("https"),
    EMAIL("email"),
    EMAIL_JSON("email-json"),
    SMS("sms"),
    APPLICATION("application"),
    LAMBDA("lambda"),
    FIREHOSE("firehose");

    private static final Map<String, Protocol> BY_WIRE_NAME = new HashMap<>();

    static {
        for (Protocol protocol : values()) BY_WIRE_NAME.put(protocol.wireName, protocol);
    }

    private final String wireName;

    Protocol(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    /** Whether a topic that takes messages beyond 256 KiB may have such a subscription. */
    public boolean takesLargeMessages() {
        return this == SQS || this == LAMBDA || this == FIREHOSE;
    }

    public static @Nullable Protocol named(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }
}
