package dev.sluice.protocol.sns;

/** Answer of GetSMSSandboxAccountStatus. */
public record GetSmsSandboxAccountStatusResponse(boolean isInSandbox) {}
