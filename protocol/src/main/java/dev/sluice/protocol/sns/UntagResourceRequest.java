package dev.sluice.protocol.sns;

import java.util.List;

/** UntagResource. */
public record UntagResourceRequest(String resourceArn, List<String> tagKeys) {}
