package dev.sluice.broker.model;

/**
 * Who sends text messages: each account has settings and telephone numbers of its own in each region.
 *
 * @param account twelve decimal digits
 * @param region such as {@code us-east-1}
 */
public record SmsAccount(String account, String region) implements Comparable<SmsAccount> {

    /** Where its messages wait. */
    public QueueId captureQueue() {
        return SubscriptionId.internalQueue(region, account + "-sms");
    }

    @Override
    public int compareTo(SmsAccount other) {
        int byAccount = account.compareTo(other.account);
        return byAccount != 0 ? byAccount : region.compareTo(other.region);
    }
}
