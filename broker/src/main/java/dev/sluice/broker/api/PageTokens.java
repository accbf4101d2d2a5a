package dev.sluice.broker.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * NextToken as text: where a listing goes on, with a keyed hash over it and over what is listed, so that a token from
 * elsewhere, or with other parameters, is refused.
 */
final class PageTokens {
    private final SipHash hash;

    PageTokens(SipHash hash) {
        this.hash = hash;
    }

    /** @param listing everything that must be the same when the listing goes on */
    String token(String listing, String last) {
        byte[] name = last.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(seal(listing, last))
                .put(name)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The name after which the listing goes on.
     *
     * @throws dev.sluice.protocol.error.ApiException InvalidParameterValue when the token was not given for this listing
     */
    String after(String listing, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            throw invalid();
        }
        if (bytes.length < Long.BYTES) throw invalid();
        String last = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        if (ByteBuffer.wrap(bytes).getLong() != seal(listing, last)) throw invalid();
        return last;
    }

    private long seal(String listing, String last) {
        byte[] bytes = (listing + '\n' + last).getBytes(StandardCharsets.UTF_8);
        return hash.hash(bytes, bytes.length);
    }

    private static RuntimeException invalid() {
        return Faults.invalidParameter(
                "Invalid or expired next token, or other parameters than those it was given for.");
    }
}
