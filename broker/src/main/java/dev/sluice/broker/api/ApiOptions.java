package dev.sluice.broker.api;

import dev.sluice.broker.model.TopicId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * @param defaultRegion of requests that name none
 * @param defaultAccount of access keys that neither are an account id nor are listed
 * @param accountsByAccessKey the account each listed access key belongs to
 * @param holdSeconds how long the name of a deleted queue may not be taken again, and a purged queue not be purged; 0 for
 *     not at all, 60 is AWS's rule
 * @param publicUrl what queue URLs start with, without a trailing slash; null to follow the request's Host header
 * @param ownTopic to which the broker itself publishes, and which there is from the moment that somebody subscribes to it;
 *     null for none
 * @param open nobody has to prove who they are, so anybody may also look at messages without receiving them
 */
public record ApiOptions(
        String defaultRegion,
        String defaultAccount,
        Map<String, String> accountsByAccessKey,
        int holdSeconds,
        @Nullable String publicUrl,
        @Nullable TopicId ownTopic,
        boolean open) {

    public static final ApiOptions DEFAULTS = new ApiOptions(
            "us-east-1",
            "000000000000",
            Map.of(),
            0,
            null,
            new TopicId("000000000000", "us-east-1", "sluice-scaling"),
            true);

    /** With no topic of the broker's own. */
    public ApiOptions(
            String defaultRegion,
            String defaultAccount,
            Map<String, String> accountsByAccessKey,
            int holdSeconds,
            @Nullable String publicUrl,
            boolean open) {
        this(defaultRegion, defaultAccount, accountsByAccessKey, holdSeconds, publicUrl, null, open);
    }

    public ApiOptions {
        accountsByAccessKey = Map.copyOf(accountsByAccessKey);
    }
}
