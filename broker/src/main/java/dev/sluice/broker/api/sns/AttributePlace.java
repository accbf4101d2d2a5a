package dev.sluice.broker.api.sns;

import dev.sluice.protocol.error.ApiException;

/** Where a request has an attribute, which its faults name. */
enum AttributePlace {
    /** CreateTopic and Subscribe. */
    IN_MAP("Attributes Reason: "),
    /** SetTopicAttributes and SetSubscriptionAttributes, which set one each time. */
    ALONE("");

    private final String prefix;

    AttributePlace(String prefix) {
        this.prefix = prefix;
    }

    /** @param detail such as {@code AttributeName}, or the attribute and what is wrong with its value */
    ApiException fault(String detail) {
        return SnsFaults.invalidParameter(prefix + detail);
    }

    /** {@code RedrivePolicy: failed to parse JSON.} */
    ApiException fault(String attribute, String reason) {
        return fault(attribute + ": " + reason);
    }

    ApiException unknownAttribute() {
        return fault("AttributeName");
    }
}
