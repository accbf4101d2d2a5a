package dev.sluice.broker.api;

import org.jspecify.annotations.Nullable;

/**
 * What a call is answered with.
 *
 * @param contentType null for an empty body
 * @param requestId for the {@code x-amzn-RequestId} header, or null to leave it out
 * @param queryError for the {@code x-amzn-query-error} header, such as {@code AccessDenied;Sender}, or null
 * @param etag for the {@code ETag} header, quotes included, or null to leave it out
 * @param features for the {@code X-Sluice-Features} header, or null to leave it out
 * @param body its first {@code length} bytes are sent; it is read before {@code respond} returns, so it may be reused
 */
public record Answer(
        int status,
        @Nullable String contentType,
        @Nullable String requestId,
        @Nullable String queryError,
        @Nullable String etag,
        @Nullable String features,
        byte[] body,
        int length) {

    /** With neither ETag nor features. */
    public Answer(
            int status,
            @Nullable String contentType,
            @Nullable String requestId,
            @Nullable String queryError,
            byte[] body,
            int length) {
        this(status, contentType, requestId, queryError, null, null, body, length);
    }

    Answer announcing(String offered) {
        return new Answer(status, contentType, requestId, queryError, etag, offered, body, length);
    }
}
