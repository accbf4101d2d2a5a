package dev.sluice.broker.model;

import org.jspecify.annotations.Nullable;

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

    /** The queue an ARN of any partition names; null when it is none of a queue. */
    public static @Nullable QueueId ofArn(String arn) {
        String[] parts = arn.split(":", -1);
        boolean names = parts.length == 6 && parts[0].equals("arn") && parts[2].equals("sqs");
        return names ? new QueueId(parts[4], parts[3], parts[5]) : null;
    }

    @Override
    public int compareTo(QueueId other) {
        int byAccount = account.compareTo(other.account);
        if (byAccount != 0) return byAccount;
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : name.compareTo(other.name);
    }
}
