package dev.sluice.bench.jmh;

import dev.sluice.broker.model.Message;
import dev.sluice.broker.model.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What the benchmarks are fed with. */
final class Samples {
    static final int BODY_BYTES = 1024;

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Samples() {}

    /** Random letters and digits, as the end-to-end loads send them. */
    static String body(long seed) {
        var random = new SplittableRandom(seed);
        var text = new StringBuilder(BODY_BYTES);
        for (int i = 0; i < BODY_BYTES; i++) text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        return text.toString();
    }

    static Message message(long seed) {
        return message(seed, null);
    }

    static Message message(long seed, @Nullable String group) {
        byte[] body = body(seed).getBytes(StandardCharsets.UTF_8);
        return new Message(new MessageId(seed, ~seed), body, md5(body), List.of(), group, null, null, "000000000000");
    }

    static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
