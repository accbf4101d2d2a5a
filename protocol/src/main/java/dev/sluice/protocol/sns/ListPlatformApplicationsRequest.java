package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListPlatformApplications. */
public record ListPlatformApplicationsRequest(@Nullable String nextToken) {}
