package dev.sluice.protocol.sns;

/** GetSMSSandboxAccountStatus. The account is that of the caller. */
public record GetSmsSandboxAccountStatusRequest() {}
