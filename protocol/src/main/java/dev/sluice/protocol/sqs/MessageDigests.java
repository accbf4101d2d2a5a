package dev.sluice.protocol.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The MD5 digests that SQS answers with and that SDKs check before they hand out a message; and FIFO's own of a body. */
public final class MessageDigests {

    private static final HexFormat HEX = HexFormat.of();

    private static final byte[] NOTHING = new byte[0];
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    /** Instances are costly to make and hold no secrets; each use starts with a reset. */
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(() -> newDigest("MD5"));

    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> newDigest("SHA-256"));

    private MessageDigests() {}

    /** The 16 bytes of the MD5, for a body those of MD5OfMessageBody. */
    public static byte[] md5(byte[] bytes) {
        MessageDigest md5 = MD5.get();
        md5.reset();
        return md5.digest(bytes);
    }

    /** A digest as SQS writes it: lower-case hexadecimal. */
    public static String hex(byte[] digest) {
        return HEX.formatHex(digest);
    }

    /**
     * MD5OfMessageAttributes or MD5OfMessageSystemAttributes, as SQS writes it. Depends on no order but that of the names.
     *
     * @param attributes checked ones: each has a type, and a binary value if and only if the type is Binary
     */
    public static String ofAttributes(Map<String, MessageAttributeValue> attributes) {
        var sorted = attributes.size() > 1 ? new TreeMap<>(attributes) : attributes;
        MessageDigest md5 = MD5.get();
        md5.reset();
        for (var attribute : sorted.entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            part(md5, attribute.getKey());
            part(md5, value.dataType());
            byte[] binary = value.binaryValue();
            if (binary != null) {
                md5.update(BINARY);
                part(md5, binary);
            } else {
                md5.update(TEXT);
                part(md5, value.stringValue());
            }
        }
        return hex(md5.digest());
    }

    /** Of a body: what FIFO queues with content-based deduplication take for the id. Lower-case hex. */
    public static String sha256(byte[] bytes) {
        MessageDigest sha256 = SHA256.get();
        sha256.reset();
        return hex(sha256.digest(bytes));
    }

    private static void part(MessageDigest md5, @Nullable String text) {
        part(md5, text == null ? NOTHING : text.getBytes(UTF_8));
    }

    private static void part(MessageDigest md5, byte[] bytes) {
        md5.update((byte) (bytes.length >>> 24));
        md5.update((byte) (bytes.length >>> 16));
        md5.update((byte) (bytes.length >>> 8));
        md5.update((byte) bytes.length);
        md5.update(bytes);
    }

    private static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
