package dev.sluice.client.internal;

import java.util.UUID;

/** Names one request to a standard queue or topic, so that a server that knows of it carries the request out once. */
public final class IdempotencyToken {
    static final String HEADER = "X-Sluice-Idempotency-Token";
    private static final int LONGEST = 128;

    private IdempotencyToken() {}

    static String fresh() {
        return UUID.randomUUID().toString();
    }

    /**
     * The token itself.
     *
     * @throws IllegalArgumentException when it has not 1 to 128 printable characters of ASCII, or has spaces
     */
    public static String checked(String token) {
        boolean printable = token.chars().allMatch(c -> c > ' ' && c <= '~');
        if (!printable || token.isEmpty() || token.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "an idempotency token has 1 to 128 printable characters, none of them a space: \"" + token + '"');
        }
        return token;
    }
}
