package dev.sluice.protocol.sts;

/** GetCallerIdentity. The caller is who signed it. */
public record GetCallerIdentityRequest() {}
