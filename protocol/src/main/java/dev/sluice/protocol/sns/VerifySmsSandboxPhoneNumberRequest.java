package dev.sluice.protocol.sns;

/** VerifySMSSandboxPhoneNumber. */
public record VerifySmsSandboxPhoneNumberRequest(String phoneNumber, String oneTimePassword) {}
