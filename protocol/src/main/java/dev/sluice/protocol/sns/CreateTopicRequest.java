package dev.sluice.protocol.sns;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** CreateTopic. Absent collections are empty; tags keep their order and their repeated keys, which are a fault. */
public record CreateTopicRequest(
        String name,
        Map<String, String> attributes,
        List<Tag> tags,
        @Nullable String dataProtectionPolicy) {}
