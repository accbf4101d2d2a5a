package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** ListPhoneNumbersOptedOut. */
public record ListPhoneNumbersOptedOutRequest(@Nullable String nextToken) {}
