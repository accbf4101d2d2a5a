package dev.sluice.broker.courier;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.engine.effect.SubscriptionRecord;
import dev.sluice.broker.engine.effect.TopicReply.SubscriptionDescribed;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionAttribute;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicAttribute;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of an internal queue go, and how.
 *
 * @param subscription whose they are; null when they were published to telephones one by one
 * @param url to post to
 * @param endpoint as it was subscribed, or the name of the capture; another than the URL when the broker only captures messages
 *     for it
 * @param signatureVersion 1 or 2
 * @param confirmed whether its endpoint has agreed to it
 */
record Destination(
        @Nullable SubscriptionId subscription,
        Protocol protocol,
        String url,
        String endpoint,
        DeliveryPolicy policy,
        String signatureVersion,
        boolean confirmed) {
    private static final int FIRST_FORWARD_SECONDS = 10;
    private static final int LONGEST_FORWARD_SECONDS = 600;
    private static final int DOUBLINGS = 6;

    /** Null when the broker has nowhere to deliver it to. */
    static @Nullable Destination of(SubscriptionDescribed described, @Nullable String captureForward) {
        SubscriptionRecord subscription = described.subscription();
        Protocol protocol = subscription.protocol();
        boolean http = protocol == Protocol.HTTP || protocol == Protocol.HTTPS;
        String url = http ? subscription.endpoint() : captureForward;
        if (url == null) return null;
        var ofTopic = described.topic().attributes();
        var own = subscription.attributes();
        String version = ofTopic.value(TopicAttribute.SIGNATURE_VERSION);
        return new Destination(
                subscription.id(),
                protocol,
                url,
                subscription.endpoint(),
                DeliveryPolicy.effective(
                        own.value(SubscriptionAttribute.DELIVERY_POLICY),
                        ofTopic.value(TopicAttribute.DELIVERY_POLICY)),
                version == null ? "1" : version,
                subscription.isConfirmed());
    }

    static Destination of(Capture capture, String captureForward) {
        return new Destination(
                null, capture.protocol(), captureForward, capture.queue().name(), DeliveryPolicy.DEFAULT, "1", false);
    }

    /** For logs. */
    String name() {
        return subscription == null ? endpoint : subscription.arn();
    }

    boolean isForwarded() {
        return protocol != Protocol.HTTP && protocol != Protocol.HTTPS;
    }

    /**
     * How long to wait before the next attempt, in seconds; empty to give the message up. What is captured is never given up:
     * it stays until it is forwarded or too old.
     *
     * @param failures attempts so far
     */
    OptionalInt delayAfter(int failures, boolean confirmation) {
        if (isForwarded()) {
            int doubled = FIRST_FORWARD_SECONDS << Math.min(failures - 1, DOUBLINGS);
            return OptionalInt.of(Math.min(doubled, LONGEST_FORWARD_SECONDS));
        }
        return (confirmation ? RetryPolicy.DEFAULT : policy.retry()).delayAfter(failures);
    }
}
