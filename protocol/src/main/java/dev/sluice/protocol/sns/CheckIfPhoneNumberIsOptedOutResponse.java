package dev.sluice.protocol.sns;

/** Answer of CheckIfPhoneNumberIsOptedOut. */
public record CheckIfPhoneNumberIsOptedOutResponse(boolean isOptedOut) {}
