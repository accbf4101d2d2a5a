package dev.sluice.broker.model;

import org.jspecify.annotations.Nullable;

/**
 * Account, region and name together: what a topic is. Its ARN is for the edge, and for the envelopes it stands in.
 *
 * @param account twelve decimal digits
 * @param region such as {@code us-east-1}
 * @param name 1 to 256 characters; a FIFO topic's ends in {@code .fifo}
 */
public record TopicId(String account, String region, String name) implements Comparable<TopicId> {

    public boolean isFifo() {
        return name.endsWith(QueueId.FIFO_SUFFIX);
    }

    public String arn() {
        return "arn:aws:sns:" + region + ":" + account + ":" + name;
    }

    /** The topic an ARN of any partition names; null when it is none of a topic. */
    public static @Nullable TopicId ofArn(String arn) {
        String[] parts = arn.split(":", -1);
        boolean names = parts.length == 6 && parts[0].equals("arn") && parts[2].equals("sns");
        return names ? new TopicId(parts[4], parts[3], parts[5]) : null;
    }

    @Override
    public int compareTo(TopicId other) {
        int byAccount = account.compareTo(other.account);
        if (byAccount != 0) return byAccount;
        int byRegion = region.compareTo(other.region);
        return byRegion != 0 ? byRegion : name.compareTo(other.name);
    }
}
