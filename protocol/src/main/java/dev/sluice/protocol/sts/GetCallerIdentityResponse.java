package dev.sluice.protocol.sts;

/** What GetCallerIdentity answers. */
public record GetCallerIdentityResponse(String arn, String userId, String account) {}
