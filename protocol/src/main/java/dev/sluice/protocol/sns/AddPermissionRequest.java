package dev.sluice.protocol.sns;

import java.util.List;

/** AddPermission. */
public record AddPermissionRequest(
        String topicArn, String label, List<String> awsAccountIds, List<String> actionNames) {}
