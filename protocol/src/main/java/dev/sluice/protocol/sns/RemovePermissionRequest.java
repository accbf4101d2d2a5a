package dev.sluice.protocol.sns;

/** RemovePermission. */
public record RemovePermissionRequest(String topicArn, String label) {}
