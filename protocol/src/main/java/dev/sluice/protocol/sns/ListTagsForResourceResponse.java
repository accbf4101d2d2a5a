package dev.sluice.protocol.sns;

import java.util.List;

/** Answer of ListTagsForResource. */
public record ListTagsForResourceResponse(List<Tag> tags) {}
