package dev.sluice.protocol.sqs;

import java.util.Map;

/** Answer of ListQueueTags. An empty map is left out on the wire. */
public record ListQueueTagsResponse(Map<String, String> tags) {}
