package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListSMSSandboxPhoneNumbers. */
public record ListSmsSandboxPhoneNumbersResponse(
        List<SandboxPhoneNumber> phoneNumbers, @Nullable String nextToken) {}
