package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** Answer of GetDataProtectionPolicy: null for a topic that has none. */
public record GetDataProtectionPolicyResponse(@Nullable String dataProtectionPolicy) {}
