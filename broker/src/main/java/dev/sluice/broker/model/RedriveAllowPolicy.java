package dev.sluice.broker.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which queues may name this one as their dead-letter queue.
 *
 * @param sourceArns with {@link Permission#BY_QUEUE} 1 to 10, as they were written; else none
 */
public record RedriveAllowPolicy(Permission permission, List<String> sourceArns) {
    private static final String PERMISSION = "{\"redrivePermission\":\"";
    private static final String SOURCES = "\",\"sourceQueueArns\":[";

    public enum Permission {
        ALLOW_ALL("allowAll"),
        DENY_ALL("denyAll"),
        BY_QUEUE("byQueue");

        private final String text;

        Permission(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public RedriveAllowPolicy {
        sourceArns = List.copyOf(sourceArns);
    }

    public boolean allows(QueueId source) {
        return switch (permission) {
            case ALLOW_ALL -> true;
            case DENY_ALL -> false;
            case BY_QUEUE -> sourceArns.stream().anyMatch(arn -> source.equals(QueueId.ofArn(arn)));
        };
    }

    /** The normal form: as it is stored and reads back. */
    public String text() {
        if (permission != Permission.BY_QUEUE) return PERMISSION + permission.text + "\"}";
        return sourceArns.stream()
                .map(arn -> '"' + arn + '"')
                .collect(Collectors.joining(",", PERMISSION + permission.text + SOURCES, "]}"));
    }

    /** Reads the normal form, and no other. */
    public static RedriveAllowPolicy parse(String text) {
        for (Permission permission : Permission.values()) {
            String start = PERMISSION + permission.text;
            if (text.equals(start + "\"}")) return new RedriveAllowPolicy(permission, List.of());
            if (!text.startsWith(start + SOURCES) || !text.endsWith("]}")) continue;
            var arns = new ArrayList<String>();
            String quoted = text.substring((start + SOURCES).length(), text.length() - 2);
            for (String arn : quoted.split(",", -1)) arns.add(arn.substring(1, arn.length() - 1));
            return new RedriveAllowPolicy(permission, arns);
        }
        throw new IllegalArgumentException("not the normal form of a redrive allow policy: " + text);
    }
}
