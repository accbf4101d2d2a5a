package dev.sluice.broker.courier;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.Protocol;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is posted to an endpoint: headers and a body. */
record Parcel(Map<String, String> headers, byte[] body) {
    private static final String PLAIN_TEXT = "text/plain; charset=UTF-8";
    private static final String NOTIFICATION = "Notification";
    private static final String CONFIRMATION = "SubscriptionConfirmation";
    private static final String LAMBDA_HAS_ONE_VERSION = "1";

    /** @param certificateBase as {@link CourierOptions} has it */
    static Parcel of(Destination destination, Message message, Signer signer, @Nullable String certificateBase) {
        Envelope envelope = Envelope.of(message);
        String type = envelope == null ? NOTIFICATION : envelope.type();
        boolean notification = type.equals(NOTIFICATION);
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", message.id().toString());
        headers.put("x-amz-sns-topic-arn", destination.subscription().topic().arn());
        if (!type.equals(CONFIRMATION))
            headers.put("x-amz-sns-subscription-arn", destination.subscription().arn());
        if (envelope == null) headers.put("x-amz-sns-rawdelivery", "true");
        if (destination.isForwarded()) {
            headers.put("x-sluice-protocol", destination.protocol().wireName());
            headers.put("x-sluice-endpoint", destination.endpoint());
        }
        String chosen = notification ? destination.policy().contentType() : null;
        headers.put("Content-Type", chosen == null ? PLAIN_TEXT : chosen);
        headers.put("User-Agent", "Amazon Simple Notification Service Agent");
        headers.put("Accept-Encoding", "gzip,deflate");
        byte[] body = envelope == null ? message.body() : signed(envelope, destination, signer, certificateBase);
        return new Parcel(headers, body);
    }

    private static byte[] signed(
            Envelope envelope, Destination destination, Signer signer, @Nullable String certificateBase) {
        if (envelope.isSigned()) return envelope.json();
        boolean lambda = destination.protocol() == Protocol.LAMBDA;
        String version = lambda ? LAMBDA_HAS_ONE_VERSION : destination.signatureVersion();
        String base = certificateBase == null
                ? envelope.base()
                : certificateBase.replace(
                        "{region}", destination.subscription().topic().region());
        return envelope.signed(version, signer.sign(version, envelope.textToSign()), base + signer.certificatePath());
    }
}
