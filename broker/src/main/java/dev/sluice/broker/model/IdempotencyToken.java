package dev.sluice.broker.model;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a client calls one of its requests by, so that its repetition is known as such.
 *
 * @param key of the token's text
 * @param bodies a hash of the bodies in the request, in their order: others under the same token are a client's mistake
 */
public record IdempotencyToken(DeduplicationKey key, long bodies) {

    /** @param bodyMd5s 16 bytes each */
    public static IdempotencyToken of(String text, List<byte[]> bodyMd5s) {
        long bodies = bodyMd5s.size();
        for (byte[] md5 : bodyMd5s) {
            ByteBuffer halves = ByteBuffer.wrap(md5);
            bodies = (bodies ^ halves.getLong()) * 0x9E3779B97F4A7C15L;
            bodies = (bodies ^ (bodies >>> 32) ^ halves.getLong()) * 0xBF58476D1CE4E5B9L;
        }
        return new IdempotencyToken(DeduplicationKey.of(null, text), bodies ^ (bodies >>> 29));
    }
}
