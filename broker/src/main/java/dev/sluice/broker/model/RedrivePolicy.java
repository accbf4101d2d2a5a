package dev.sluice.broker.model;

/**
 * After how many receives a message goes to which other queue.
 *
 * @param targetArn as it was written; it reads back so
 * @param target the queue it names
 * @param maxReceiveCount 1 to 1000
 */
public record RedrivePolicy(String targetArn, QueueId target, int maxReceiveCount) {
    private static final String TARGET = "{\"deadLetterTargetArn\":\"";
    private static final String COUNT = "\",\"maxReceiveCount\":";

    /** The normal form: as it is stored and reads back. */
    public String text() {
        return TARGET + targetArn + COUNT + maxReceiveCount + "}";
    }

    /** Reads the normal form, and no other. */
    public static RedrivePolicy parse(String text) {
        int count = text.indexOf(COUNT);
        if (!text.startsWith(TARGET) || count < 0 || !text.endsWith("}")) {
            throw new IllegalArgumentException("not the normal form of a redrive policy: " + text);
        }
        String arn = text.substring(TARGET.length(), count);
        QueueId target = QueueId.ofArn(arn);
        if (target == null) throw new IllegalArgumentException("a redrive policy names no queue: " + text);
        return new RedrivePolicy(arn, target, Integer.parseInt(text, count + COUNT.length(), text.length() - 1, 10));
    }
}
