package dev.sluice.protocol.sns;

/** OptInPhoneNumber. */
public record OptInPhoneNumberRequest(String phoneNumber) {}
