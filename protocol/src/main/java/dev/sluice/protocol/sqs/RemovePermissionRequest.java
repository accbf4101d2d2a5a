package dev.sluice.protocol.sqs;

import org.jspecify.annotations.Nullable;

/** RemovePermission. */
public record RemovePermissionRequest(
        @Nullable String queueUrl, @Nullable String label) {}
