package dev.sluice.protocol.sns;

/** Answer of CreateSMSSandboxPhoneNumber: an empty structure, unlike no structure at all. */
public record CreateSmsSandboxPhoneNumberResponse() {}
