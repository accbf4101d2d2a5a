package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** What became of one refused entry of a batch. The code is the query code. */
public record BatchResultErrorEntry(
        String id,
        boolean senderFault,
        String code,
        @Nullable String message) {}
