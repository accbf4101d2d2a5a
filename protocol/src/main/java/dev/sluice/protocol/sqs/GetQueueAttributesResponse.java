package dev.sluice.protocol.sqs;

import java.util.Map;

/** Answer of GetQueueAttributes. An empty map is left out on the wire. */
public record GetQueueAttributesResponse(Map<String, String> attributes) {}
