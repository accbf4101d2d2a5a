package dev.sluice.protocol.sns;

import org.jspecify.annotations.Nullable;

/** What became of one refused message of a batch. */
public record BatchResultErrorEntry(
        String id, String code, @Nullable String message, boolean senderFault) {}
