package dev.sluice.broker.model;

/**
 * Account, region and name together: what a queue is. ARN and URL are two spellings of it, for the edge only.
 *
 * @param account twelve decimal digits
 * @param region such as {@code us-east-1}
 * @param name 1 to 80 characters; a FIFO queue's ends in {@code .fifo}
 */
public record QueueId(String account, String region, String name) implements Comparable<QueueId> {

    public static final String FIFO_SUFFIX = ".fifo";

    public boolean isFifo() {
        return name.endsWith(FIFO_SUFFIX);
    }

    public String arn() {
        return "arn:aws:sqs:" + region + ":" + account + ":" + name;
    }

    @Override
    public int compareTo(QueueId other) {
        int byAccount = account.compareTo(other.account);
        if (byAccount != 0) return byAccount;
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : name.compareTo(other.name);
    }
}
