package dev.sluice.broker.model;

import org.jspecify.annotations.Nullable;

/**
 * A platform application: what mobile endpoints of one app on one push service belong to.
 *
 * @param account twelve decimal digits
 * @param region such as {@code us-east-1}
 * @param platform such as {@code GCM} or {@code APNS_SANDBOX}
 * @param name 1 to 256 letters, digits, underscores, hyphens and dots
 */
public record ApplicationId(String account, String region, String platform, String name)
        implements Comparable<ApplicationId> {
    private static final String KIND = "app";

    public String arn() {
        return "arn:aws:sns:" + region + ":" + account + ":" + KIND + "/" + platform + "/" + name;
    }

    /** The application an ARN of any partition names; null when it is none of an application. */
    public static @Nullable ApplicationId ofArn(String arn) {
        String[] parts = arn.split(":", -1);
        if (parts.length != 6 || !parts[0].equals("arn") || !parts[2].equals("sns")) return null;
        String[] path = parts[5].split("/", -1);
        boolean names = path.length == 3 && path[0].equals(KIND);
        return names ? new ApplicationId(parts[4], parts[3], path[1], path[2]) : null;
    }

    /** Where messages wait that were published to its endpoints. Its name never looks like a FIFO queue's. */
    public QueueId captureQueue() {
        return SubscriptionId.internalQueue(region, account + "-" + platform + "-" + name + "-push");
    }

    @Override
    public int compareTo(ApplicationId other) {
        int byAccount = account.compareTo(other.account);
        if (byAccount != 0) return byAccount;
        int byRegion = region.compareTo(other.region);
        if (byRegion != 0) return byRegion;
        int byPlatform = platform.compareTo(other.platform);
        return byPlatform != 0 ? byPlatform : name.compareTo(other.name);
    }
}
