package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** SetTopicAttributes. An empty value is not an absent one, which is null. */
public record SetTopicAttributesRequest(
        String topicArn, String attributeName, @Nullable String attributeValue) {}
