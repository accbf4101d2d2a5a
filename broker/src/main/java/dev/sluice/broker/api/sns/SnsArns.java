package dev.sluice.broker.api.sns;

import dev.sluice.broker.api.Caller;
import dev.sluice.broker.model.ApplicationId;
import dev.sluice.broker.model.EndpointId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.error.ApiException;
import org.jspecify.annotations.Nullable;

/** What an ARN in a request names. Of topics and subscriptions only those of the caller's region are known; accounts do not matter. */
final class SnsArns {
    static final int ELEMENTS = 6;

    private static final String APPLICATION_ARN = "PlatformApplicationArn";
    private static final String ENDPOINT_ARN = "EndpointArn";

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

    static ApplicationId application(String arn, Caller caller) {
        requirePath(APPLICATION_ARN, arn, 2);
        ApplicationId application = ApplicationId.ofArn(arn);
        if (application == null || !application.region().equals(caller.region())) {
            throw SnsFaults.invalidParameter(APPLICATION_ARN);
        }
        return application;
    }

    /** Null for one that names an endpoint there cannot be. */
    static @Nullable EndpointId endpoint(String arn, Caller caller) {
        requirePath(ENDPOINT_ARN, arn, 3);
        EndpointId endpoint = EndpointId.ofArn(arn);
        if (endpoint != null && !endpoint.application().region().equals(caller.region())) {
            throw SnsFaults.invalidParameter(ENDPOINT_ARN);
        }
        return endpoint;
    }

    private static void requirePath(String parameter, String arn, int slashes) {
        requireElements(parameter, arn);
        String path = arn.split(":", ELEMENTS)[ELEMENTS - 1];
        if (path.chars().filter(c -> c == '/').count() == slashes) return;
        throw SnsFaults.invalidParameter(parameter, "Wrong number of slashes in relative portion of the ARN.");
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
