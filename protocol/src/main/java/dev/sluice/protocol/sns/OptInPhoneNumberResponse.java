package dev.sluice.protocol.sns;

/** Answer of OptInPhoneNumber: an empty structure, unlike no structure at all. */
public record OptInPhoneNumberResponse() {}
