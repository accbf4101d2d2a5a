package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import org.jspecify.annotations.Nullable;

/** What an ARN in a request names. Of topics and subscriptions only those of the caller's region are known; accounts do not matter. */
final class SnsArns {
    static final int ELEMENTS = 6;

    private SnsArns() {}

    /** @param parameter what the request calls it */
    static TopicId topic(String parameter, String arn, Caller caller) {
        requireElements(parameter, arn);
        TopicId topic = TopicId.ofArn(arn);
        if (topic == null || !topic.region().equals(caller.region())) throw SnsFaults.invalidParameter(parameter);
        return topic;
    }

    /** Null for one that names a subscription there cannot be. */
    static @Nullable SubscriptionId subscription(String arn, Caller caller) {
        requireElements("SubscriptionArn", arn);
        if (elements(arn) == ELEMENTS) throw SnsFaults.invalidParameter("SubscriptionId");
        SubscriptionId subscription = SubscriptionId.ofArn(arn);
        if (subscription != null && !subscription.topic().region().equals(caller.region())) {
            throw SnsFaults.invalidParameter("SubscriptionArn");
        }
        return subscription;
    }

    static void requireElements(String parameter, String arn) {
        if (elements(arn) < ELEMENTS) throw tooFewElements(parameter, arn);
    }

    private static ApiException tooFewElements(String parameter, String arn) {
        return SnsFaults.invalidParameter(
                parameter, "An ARN must have at least " + ELEMENTS + " elements, not " + elements(arn));
    }

    /** An empty text is one. */
    static int elements(String arn) {
        return 1 + (int) arn.chars().filter(c -> c == ':').count();
    }
}
