package dev.sluice.broker.api;

import dev.sluice.broker.model.QueueId;
import org.jspecify.annotations.Nullable;

/** Reads the ARNs of queues. */
final class QueueArns {
    private QueueArns() {}

    /** The queue an ARN names, of whatever partition; null when it is not the full ARN of a queue. */
    static @Nullable QueueId queue(String arn) {
        QueueId id = QueueId.ofArn(arn);
        if (id == null || id.region().isEmpty() || !Characters.areName(id.region())) return null;
        String name = id.name();
        String stem = id.isFifo() ? name.substring(0, name.length() - QueueId.FIFO_SUFFIX.length()) : name;
        boolean named = !stem.isEmpty() && name.length() <= QueueNames.LONGEST && Characters.areName(stem);
        boolean partitioned = Characters.areName(arn.substring("arn:".length(), arn.indexOf(":sqs:")));
        return named && partitioned && Characters.areAccount(id.account()) ? id : null;
    }

    /** True for an ARN of something else. */
    static boolean isOfAnotherService(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[0].equals("arn") && !parts[2].isEmpty() && !parts[2].equals("sqs");
    }
}
