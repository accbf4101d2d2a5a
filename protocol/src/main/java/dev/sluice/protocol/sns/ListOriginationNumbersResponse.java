package dev.sluice.protocol.sns;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answer of ListOriginationNumbers. */
public record ListOriginationNumbersResponse(@Nullable String nextToken, List<OriginationNumber> phoneNumbers) {}
