package dev.sluice.broker.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What makes two sends to a FIFO queue the same: the deduplication id, within its message group if that is the scope.
 * The first half of a SHA-256, since two different ids under one key would lose a message.
 */
public record DeduplicationKey(long high, long low) {

    /** @param groupId the message group when ids count within their group only, else null */
    public static DeduplicationKey of(@Nullable String groupId, String deduplicationId) {
        MessageDigest sha = sha256();
        if (groupId != null) {
            sha.update(groupId.getBytes(UTF_8));
            sha.update((byte) 0);
        }
        ByteBuffer digest = ByteBuffer.wrap(sha.digest(deduplicationId.getBytes(UTF_8)));
        return new DeduplicationKey(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
