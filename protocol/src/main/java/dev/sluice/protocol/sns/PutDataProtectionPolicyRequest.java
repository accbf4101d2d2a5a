package dev.sluice.protocol.sns;

/** PutDataProtectionPolicy. */
public record PutDataProtectionPolicyRequest(String resourceArn, String dataProtectionPolicy) {}
