package dev.sluice.protocol.sns;

/** Answer of VerifySMSSandboxPhoneNumber: an empty structure, unlike no structure at all. */
public record VerifySmsSandboxPhoneNumberResponse() {}
