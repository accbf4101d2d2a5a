package dev.sluice.broker.courier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.broker.model.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as SNS words it for endpoints, without its signature: that is put in when it is delivered, by splicing, so that
 * all else stays as it was published.
 */
final class Envelope {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String TIMESTAMP = "Timestamp";
    /** What a signature covers, of notifications and confirmations alike, as far as they have it. In this order. */
    private static final List<String> SIGNED =
            List.of("Message", "MessageId", "Subject", "SubscribeURL", TIMESTAMP, "Token", "TopicArn", "Type");
    /** Their links start with the address that the broker goes by for whoever published or subscribed. */
    private static final List<String> LINKS = List.of("UnsubscribeURL", "SubscribeURL");

    private final byte[] json;
    private final Map<String, String> fields;
    private final int signatureAt;

    private Envelope(byte[] json, Map<String, String> fields, int signatureAt) {
        this.json = json;
        this.fields = fields;
        this.signatureAt = signatureAt;
    }

    /** @throws IllegalArgumentException when it is none */
    static Envelope parse(byte[] json) {
        Map<String, String> fields = new HashMap<>();
        int signatureAt = -1;
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING) fields.put(name, parser.getText());
                else parser.skipChildren();
                if (name.equals(TIMESTAMP))
                    signatureAt = (int) parser.currentLocation().getByteOffset();
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("not an envelope: " + e.getMessage(), e);
        }
        if (signatureAt < 0) throw new IllegalArgumentException("an envelope without a Timestamp");
        return new Envelope(json, fields, signatureAt);
    }

    /** The message's envelope; null when it was published to be delivered raw, whatever its text looks like. */
    static @Nullable Envelope of(Message message) {
        try {
            Envelope envelope = parse(message.body());
            return message.id().toString().equals(envelope.fields.get("MessageId")) ? envelope : null;
        } catch (IllegalArgumentException raw) {
            return null;
        }
    }

    byte[] json() {
        return json;
    }

    /** {@code Notification}, {@code SubscriptionConfirmation} or {@code UnsubscribeConfirmation}. */
    String type() {
        return fields.getOrDefault("Type", "Notification");
    }

    boolean isSigned() {
        return fields.containsKey("Signature");
    }

    /** Names and values of what is signed, each with a line feed. */
    String textToSign() {
        var text = new StringBuilder();
        for (String name : SIGNED) {
            String value = fields.get(name);
            if (value != null) text.append(name).append('\n').append(value).append('\n');
        }
        return text.toString();
    }

    /** Scheme, host and port of the links in it, or {@code http://localhost} when it has none. */
    String base() {
        for (String link : LINKS) {
            String url = fields.get(link);
            int end = url == null ? -1 : url.indexOf("/?");
            if (url != null && end > 0) return url.substring(0, end);
        }
        return "http://localhost";
    }

    byte[] signed(String version, String signature, String certificateUrl) {
        String form = ",\n  \"SignatureVersion\" : \"%s\",\n  \"Signature\" : \"%s\",\n  \"SigningCertURL\" : \"%s\"";
        byte[] added = form.formatted(version, signature, certificateUrl).getBytes(StandardCharsets.UTF_8);
        byte[] whole = new byte[json.length + added.length];
        System.arraycopy(json, 0, whole, 0, signatureAt);
        System.arraycopy(added, 0, whole, signatureAt, added.length);
        System.arraycopy(json, signatureAt, whole, signatureAt + added.length, json.length - signatureAt);
        return whole;
    }
}
