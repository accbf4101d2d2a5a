package dev.sluice.broker.api;

import dev.sluice.broker.engine.effect.Reply;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * NextToken as text: where a listing goes on, with a keyed hash over it and over what is listed, so that a token from
 * elsewhere, or with other parameters, is refused.
 */
public final class PageTokens {
    private static final int MOST_RESULTS = 1000;

    private final SipHash hash;

    PageTokens(SipHash hash) {
        this.hash = hash;
    }

    /** @param key 16 bytes, the same for as long as tokens are to be good */
    public static PageTokens keyed(byte[] key) {
        return new PageTokens(new SipHash(key));
    }

    /** How many results a page has, 1000 unless the request says less. */
    static int size(@Nullable Integer maxResults) {
        if (maxResults == null) return MOST_RESULTS;
        if (maxResults >= 1 && maxResults <= MOST_RESULTS) return maxResults;
        throw Faults.invalidParameter(maxResults, "MaxResults", "Must be between 1 and 1000, if provided.");
    }

    /** The token for what follows the page; null when nothing does, or when the request did not ask for pages. */
    @Nullable
    String next(String listing, Reply.Listed page, @Nullable Integer maxResults) {
        if (maxResults == null || !page.more() || page.queues().isEmpty()) return null;
        return token(listing, page.queues().get(page.queues().size() - 1).name());
    }

    /** @param listing everything that must be the same when the listing goes on */
    public String token(String listing, String last) {
        byte[] name = last.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(Long.BYTES + name.length)
                .putLong(seal(listing, last))
                .put(name)
                .array();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * The name after which the listing goes on; null when it begins.
     *
     * @throws dev.sluice.protocol.error.ApiException InvalidParameterValue when the token was not given for this listing
     */
    @Nullable
    String after(String listing, @Nullable String token) {
        if (token == null || token.isEmpty()) return null;
        String last = last(listing, token);
        if (last == null) throw invalid();
        return last;
    }

    /** What {@link #token} was made of; null when the token was not given for this listing. */
    public @Nullable String last(String listing, String token) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(token);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
        if (bytes.length < Long.BYTES) return null;
        String last = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
        return ByteBuffer.wrap(bytes).getLong() == seal(listing, last) ? last : null;
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
