package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListPlatformApplications. */
public record ListPlatformApplicationsResponse(
        List<ListedPlatformApplication> platformApplications,
        @Nullable String nextToken) {}
