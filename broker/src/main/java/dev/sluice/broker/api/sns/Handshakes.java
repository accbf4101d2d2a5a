package dev.sluice.broker.api.sns;

import dev.sluice.broker.engine.topic.Handshake;
import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageAttribute;
import dev.sluice.broker.model.MessageId;
import dev.sluice.broker.model.Protocol;
import dev.sluice.broker.model.QueueId;
import dev.sluice.broker.model.SubscriptionId;
import dev.sluice.broker.model.TopicId;
import dev.sluice.protocol.sqs.MessageDigests;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Makes the messages that ask an endpoint whether it wants a subscription, or whether it wants it back. Owned by one event loop. */
final class Handshakes {
    private static final int TOKEN_BYTES = 128;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64,512}");
    private static final String SENDER = "sns.amazonaws.com";

    private final SecureRandom random = new SecureRandom();
    private final Envelopes envelopes = new Envelopes();
    private final Timestamps timestamps;

    Handshakes(Timestamps timestamps) {
        this.timestamps = timestamps;
    }

    /** Whether a text can be a token at all. */
    static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }

    Handshake confirmation(SubscriptionId subscription, Protocol protocol, String endpoint, SnsExchange<?> exchange) {
        TopicId topic = subscription.topic();
        String message = "You have chosen to subscribe to the topic " + topic.arn()
                + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.";
        return handshake("SubscriptionConfirmation", subscription, protocol, endpoint, message, exchange);
    }

    /** What an endpoint is told that was unsubscribed by somebody unknown. */
    Handshake farewell(SubscriptionId subscription, SnsExchange<?> exchange) {
        String message = "You have chosen to deactivate subscription " + subscription.arn()
                + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL included in this"
                + " message.";
        return handshake("UnsubscribeConfirmation", subscription, Protocol.HTTP, "", message, exchange);
    }

    private Handshake handshake(
            String type,
            SubscriptionId subscription,
            Protocol protocol,
            String endpoint,
            String message,
            SnsExchange<?> exchange) {
        TopicId topic = subscription.topic();
        String token = token();
        MessageId id = exchange.newMessageId();
        String link = exchange.baseUrl() + "/?Action=ConfirmSubscription&TopicArn=" + topic.arn() + "&Token=" + token;
        byte[] body = envelopes.handshake(type, id, topic, token, message, link, timestamps.now());

        QueueId queue = protocol == Protocol.SQS ? QueueId.ofArn(endpoint) : null;
        boolean ordered = queue != null && queue.isFifo();
        List<MessageAttribute> attributes = queue != null
                ? List.of()
                : List.of(new MessageAttribute(
                        Handshake.TYPE_ATTRIBUTE, "String", type.getBytes(StandardCharsets.US_ASCII)));
        var asked = new Message(
                id,
                body,
                MessageDigests.md5(body),
                attributes,
                ordered ? subscription.uuid().toString() : null,
                ordered ? id.toString() : null,
                null,
                SENDER);
        return new Handshake(token, asked);
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
