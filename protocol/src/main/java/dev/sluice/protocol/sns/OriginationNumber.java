package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A number that messages are sent from. When it was made is an instant in ISO 8601. */
public record OriginationNumber(
        @Nullable String createdAt,
        @Nullable String phoneNumber,
        @Nullable String status,
        @Nullable String iso2CountryCode,
        @Nullable String routeType,
        List<String> numberCapabilities) {}
