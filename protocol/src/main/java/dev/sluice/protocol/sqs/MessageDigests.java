package dev.sluice.protocol.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/** The MD5 digests that SQS answers with and that SDKs check before they hand out a message. */
public final class MessageDigests {

    private static final HexFormat HEX = HexFormat.of();

    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    /** Instances are costly to make and hold no secrets; each use starts with a reset. */
    private static final ThreadLocal<MessageDigest> MD5 = ThreadLocal.withInitial(MessageDigests::newMd5);

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
     * MD5OfMessageAttributes or MD5OfMessageSystemAttributes as 16 bytes.
     *
     * @param sorted ascending by name, as {@link String#compareTo} has it
     * @param value the UTF-8 of a String or Number, or the bytes of a Binary
     */
    public static <A> byte[] ofAttributes(
            List<A> sorted, Function<A, String> name, Function<A, String> dataType, Function<A, byte[]> value) {
        MessageDigest md5 = MD5.get();
        md5.reset();
        for (int i = 0; i < sorted.size(); i++) {
            A attribute = sorted.get(i);
            String type = dataType.apply(attribute);
            part(md5, name.apply(attribute).getBytes(UTF_8));
            part(md5, type.getBytes(UTF_8));
            md5.update(type.startsWith("Binary") ? BINARY : TEXT);
            part(md5, value.apply(attribute));
        }
        return md5.digest();
    }

    private static void part(MessageDigest md5, byte[] bytes) {
        md5.update((byte) (bytes.length >>> 24));
        md5.update((byte) (bytes.length >>> 16));
        md5.update((byte) (bytes.length >>> 8));
        md5.update((byte) bytes.length);
        md5.update(bytes);
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
