package dev.sluice.broker.store;

import java.nio.file.Path;

/**
 * A stretch of a write-ahead log that cannot be read although acknowledged writes follow it.
 *
 * @param from offset of the first record that is lost
 * @param to offset of the next record that can be read; equal to {@code from} where whole records are missing
 */
public record WalDamage(Path file, long from, long to) {

    @Override
    public String toString() {
        return from == to
                ? file + ": records are missing before byte " + from
                : file + ": bytes " + from + " to " + to + " cannot be read";
    }
}
