package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListSMSSandboxPhoneNumbers. */
public record ListSmsSandboxPhoneNumbersRequest(
        @Nullable String nextToken, @Nullable Integer maxResults) {}
