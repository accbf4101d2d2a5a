package dev.sluice.protocol.sns;

/** Answer of DeleteSMSSandboxPhoneNumber: an empty structure, unlike no structure at all. */
public record DeleteSmsSandboxPhoneNumberResponse() {}
