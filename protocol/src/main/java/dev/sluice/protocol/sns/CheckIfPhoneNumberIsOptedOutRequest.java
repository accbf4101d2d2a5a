package dev.sluice.protocol.sns;

/** CheckIfPhoneNumberIsOptedOut. */
public record CheckIfPhoneNumberIsOptedOutRequest(String phoneNumber) {}
