package dev.sluice.protocol.sns;

import java.util.List;

/** TagResource. Repeated keys are kept, and are a fault. */
public record TagResourceRequest(String resourceArn, List<Tag> tags) {}
