package dev.sluice.broker.model;

import org.jspecify.annotations.Nullable;

/** Short texts as 64 bits: FNV-1a with a final mix. The hashes are stored, so it never changes. */
public final class TextHash {
    /** Stands for no text; no text has it. */
    public static final long NONE = 0;

    private TextHash() {}

    public static long of(@Nullable String text) {
        if (text == null) return NONE;
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        hash = (hash ^ (hash >>> 32)) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
        return hash == NONE ? 1 : hash;
    }
}
