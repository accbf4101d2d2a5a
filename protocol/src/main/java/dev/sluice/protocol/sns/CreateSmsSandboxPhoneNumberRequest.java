package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** CreateSMSSandboxPhoneNumber. */
public record CreateSmsSandboxPhoneNumberRequest(
        String phoneNumber, @Nullable String languageCode) {}
