package dev.sluice.protocol.sns;

/** DeleteSMSSandboxPhoneNumber. */
public record DeleteSmsSandboxPhoneNumberRequest(String phoneNumber) {}
