package dev.sluice.protocol.sqs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** AddPermission. Absent lists are empty. */
public record AddPermissionRequest(
        @Nullable String queueUrl, @Nullable String label, List<String> awsAccountIds, List<String> actions) {}
