package dev.sluice.protocol.sns;

/** GetDataProtectionPolicy. */
public record GetDataProtectionPolicyRequest(String resourceArn) {}
