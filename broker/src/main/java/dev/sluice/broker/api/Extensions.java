package dev.sluice.broker.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;

/**
 * What requests may have beyond AWS's API. A client learns of it by the header {@code X-Sluice-Features}, which answers
 * bear when their request did, or made use of it; so those of clients that know nothing of Sluice do not grow.
 *
 * @param offered what that header says: {@code idempotency-token=}, and which memory of tokens this is. Two servers of one
 *     memory know each other's requests
 */
public record Extensions(String offered) {
    static final String FEATURES = "X-Sluice-Features";

    /**
     * Names one request to a standard queue or topic, in 1 to 128 printable characters, so that its repetition within five
     * minutes stores nothing and is answered alike.
     */
    public static final String IDEMPOTENCY_TOKEN = "X-Sluice-Idempotency-Token";

    private static final byte[] MEMORY = IDEMPOTENCY_TOKEN.getBytes(US_ASCII);

    /** @param secret 16 bytes that belong to the data, and live as long */
    static Extensions over(byte[] secret) {
        long memory = new SipHash(secret).hash(MEMORY, MEMORY.length);
        return new Extensions("idempotency-token=" + HexFormat.of().toHexDigits(memory));
    }
}
