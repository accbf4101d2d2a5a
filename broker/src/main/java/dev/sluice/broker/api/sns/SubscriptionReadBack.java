package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.effect.Replay;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionAttributes;
import dev.sluice.broker.model.TopicAttribute;
import dev.sluice.protocol.sns.ListedSubscription;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A subscription, as clients read it. */
final class SubscriptionReadBack {
    private static final String PENDING = "PendingConfirmation";
    private static final Pattern PASSWORD = Pattern.compile("^(https?://[^/@:]*):[^/@]*@");

    private SubscriptionReadBack() {}

    static Map<String, String> attributes(SubscriptionDescribed described) {
        SubscriptionRecord subscription = described.subscription();
        var shown = new LinkedHashMap<String, String>();
        shown.put("SubscriptionArn", subscription.id().arn());
        shown.put("TopicArn", subscription.id().topic().arn());
        shown.put("Owner", subscription.owner());
        shown.put("Protocol", subscription.protocol().wireName());
        shown.put("Endpoint", subscription.endpoint());
        shown.put("PendingConfirmation", Boolean.toString(!subscription.isConfirmed()));
        shown.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.authenticated()));
        shown.put("SubscriptionPrincipal", subscription.principal());
        SubscriptionAttributes attributes = subscription.attributes();
        boolean filtered = attributes.value(SubscriptionAttribute.FILTER_POLICY) != null;
        for (SubscriptionAttribute attribute : SubscriptionAttribute.values()) {
            String value = attributes.value(attribute);
            boolean hidden = attribute == SubscriptionAttribute.FILTER_POLICY_SCOPE && !filtered;
            if (value != null && !hidden) shown.put(attribute.wireName(), value);
        }
        if (attributes.value(SubscriptionAttribute.REPLAY_POLICY) != null) {
            shown.put("ReplayStatus", replayStatus(described.replay()));
        }
        if (isOfWeb(subscription)) shown.put("EffectiveDeliveryPolicy", effectiveDeliveryPolicy(described));
        return shown;
    }

    private static String replayStatus(@Nullable Replay replay) {
        if (replay == null) return "Pending";
        return switch (replay.state()) {
            case RUNNING -> "In progress";
            case COMPLETED -> "Completed";
            case FAILED -> "Failed";
        };
    }

    private static boolean isOfWeb(SubscriptionRecord subscription) {
        return subscription.protocol() == Protocol.HTTP || subscription.protocol() == Protocol.HTTPS;
    }

    private static String effectiveDeliveryPolicy(SubscriptionDescribed described) {
        String own = described.subscription().attributes().value(SubscriptionAttribute.DELIVERY_POLICY);
        String topics = described.topic().attributes().value(TopicAttribute.DELIVERY_POLICY);
        return SubscriptionDeliveryPolicy.of(own).effective(TopicDeliveryPolicy.of(topics));
    }

    /** As a listing has it, which is for more eyes: without the password of an endpoint. */
    static ListedSubscription listed(SubscriptionRecord subscription) {
        return new ListedSubscription(
                subscription.isConfirmed() ? subscription.id().arn() : PENDING,
                subscription.owner(),
                subscription.protocol().wireName(),
                PASSWORD.matcher(subscription.endpoint()).replaceFirst("$1:****@"),
                subscription.id().topic().arn());
    }
}
