package dev.sluice.protocol.sns;

/** A number that the SMS sandbox may send to, and whether it is {@code Pending} or {@code Verified}. */
public record SandboxPhoneNumber(String phoneNumber, String status) {}
