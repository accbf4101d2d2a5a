package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListPhoneNumbersOptedOut. */
public record ListPhoneNumbersOptedOutResponse(
        List<String> phoneNumbers, @Nullable String nextToken) {}
