package dev.sluice.broker.courier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.broker.engine.effect.Capture;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.SubscriptionId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is posted to an endpoint: headers and a body. */
public record Parcel(Map<String, String> headers, byte[] body) {
    private static final String PLAIN_TEXT = "text/plain; charset=UTF-8";
    private static final String NOTIFICATION = "Notification";
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final String LAMBDA_HAS_ONE_VERSION = "1";

    /** What of a capture's attributes is told in which header. */
    private static final Map<String, String> HEADERS =
            Map.of(Capture.ENDPOINT_ATTRIBUTE, "x-sluice-endpoint", Capture.TOKEN_ATTRIBUTE, "x-sluice-token");

    /** @param certificateBase as {@link CourierOptions} has it */
    static Parcel of(Destination destination, Message message, Signer signer, @Nullable String certificateBase) {
        SubscriptionId subscription = destination.subscription();
        if (subscription == null) return captured(destination, message);
        Envelope envelope = Envelope.of(message);
        String type = envelope == null ? NOTIFICATION : envelope.type();
        boolean notification = type.equals(NOTIFICATION);
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", message.id().toString());
        headers.put("x-amz-sns-topic-arn", subscription.topic().arn());
        if (!type.equals(CONFIRMATION)) headers.put("x-amz-sns-subscription-arn", subscription.arn());
        if (envelope == null) headers.put("x-amz-sns-rawdelivery", "true");
        if (destination.isForwarded()) {
            headers.put("x-sluice-protocol", destination.protocol().wireName());
            headers.put("x-sluice-endpoint", destination.endpoint());
        }
        String chosen = notification ? destination.policy().contentType() : null;
        addCommon(headers, chosen == null ? PLAIN_TEXT : chosen);
        byte[] body = envelope == null
                ? message.body()
                : signed(envelope, destination, subscription.topic().region(), signer, certificateBase);
        return new Parcel(headers, body);
    }

    /** The bare text, and in headers for whom it is. */
    private static Parcel captured(Destination destination, Message message) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-amz-sns-message-type", NOTIFICATION);
        headers.put("x-amz-sns-message-id", message.id().toString());
        headers.put("x-sluice-protocol", destination.protocol().wireName());
        for (MessageAttribute attribute : message.attributes()) { // ours come before the publisher's
            String header = HEADERS.get(attribute.name());
            if (header != null) headers.putIfAbsent(header, new String(attribute.value(), UTF_8));
        }
        addCommon(headers, PLAIN_TEXT);
        return new Parcel(headers, message.body());
    }

    private static void addCommon(Map<String, String> headers, String contentType) {
        headers.put("Content-Type", contentType);
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        headers.put("Accept-Encoding", "gzip,deflate");
    }

    private static byte[] signed(
            Envelope envelope,
            Destination destination,
            String region,
            Signer signer,
            @Nullable String certificateBase) {
        if (envelope.isSigned()) return envelope.json();
        boolean lambda = destination.protocol() == Protocol.LAMBDA;
        String version = lambda ? LAMBDA_HAS_ONE_VERSION : destination.signatureVersion();
        String base = certificateBase == null ? envelope.base() : certificateBase.replace("{region}", region);
        return envelope.signed(version, signer.sign(version, envelope.textToSign()), base + signer.certificatePath());
    }
}
