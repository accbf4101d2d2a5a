package dev.sluice.broker.engine.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.broker.model.SequenceNumbers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

/**
 * The envelopes of one publication. They differ in the link at their end alone, so the beginning is joined and digested
 * once for each wording.
 */
final class Envelopes {
    private static final String UNSUBSCRIBE_URL = ",\n  \"UnsubscribeURL\" : \"";
    private static final String UNSUBSCRIBE = "/?Action=Unsubscribe&SubscriptionArn=";
    private static final String QUOTE = "\"";
    private static final String REPLAYED = ",\n  \"Replayed\" : true";
    private static final String END = "\n}";

    /** No wording has this key. */
    private static final String NOBODY_IN_PARTICULAR = "";

    private final Publication publication;
    private final MessageDigest md5;
    private final byte[] sequence;
    private final byte[] end;
    private final Map<String, Beginning> beginnings = new HashMap<>();

    /**
     * @param sequence 0 for none
     * @param md5 a new one, to be cloned: asking Java for one costs more than an envelope
     */
    Envelopes(Publication publication, long sequence, boolean replayed, MessageDigest md5) {
        this.publication = publication;
        this.md5 = md5;
        this.sequence = sequence == 0
                ? new byte[0]
                : ascii(",\n  \"SequenceNumber\" : \"" + SequenceNumbers.text(sequence) + "\"");
        byte[] tail = publication.envelopeTail();
        this.end = joined(ascii(QUOTE), tail, ascii(replayed ? REPLAYED + END : END));
    }

    /** One envelope and its MD5. */
    record Envelope(byte[] text, byte[] md5) {}

    Envelope of(Subscription subscription) {
        String key = subscription.wordingKey();
        String worded = publication.otherWordings().containsKey(key) ? key : NOBODY_IN_PARTICULAR;
        Beginning beginning = beginnings.computeIfAbsent(worded, this::beginning);
        byte[] arn = subscription.arn();
        int rest = beginning.text.length;
        byte[] text = joined(beginning.text, arn, end);
        MessageDigest digest = clone(beginning.digested);
        digest.update(text, rest, text.length - rest);
        return new Envelope(text, digest.digest());
    }

    private Beginning beginning(String key) {
        byte[] text = joined(
                publication.envelopeHead(),
                sequence,
                publication.wording(key).envelope(),
                ascii(UNSUBSCRIBE_URL),
                publication.linkBase(),
                ascii(UNSUBSCRIBE));
        MessageDigest digested = clone(md5);
        digested.update(text);
        return new Beginning(text, digested);
    }

    private record Beginning(byte[] text, MessageDigest digested) {}

    /** A new digest, as every topic has one. */
    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static MessageDigest clone(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own MD5 can be cloned", e);
        }
    }

    private static byte[] joined(byte[]... pieces) {
        int length = 0;
        for (byte[] piece : pieces) length += piece.length;
        byte[] joined = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, joined, at, piece.length);
            at += piece.length;
        }
        return joined;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }
}
