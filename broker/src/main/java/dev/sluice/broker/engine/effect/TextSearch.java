package dev.sluice.broker.engine.effect;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Looks for a text in UTF-8, by Knuth, Morris and Pratt: no byte is looked at twice, whatever the text and whatever the
 * body, for the shard thread waits.
 */
public final class TextSearch {
    private final byte[] text;
    /** For each length of a match that breaks off, the next shorter one that the bytes seen still make. */
    private final int[] fallback;

    public TextSearch(String text) {
        this.text = text.getBytes(UTF_8);
        this.fallback = new int[this.text.length + 1];
        for (int end = 2; end <= this.text.length; end++) {
            fallback[end] = extended(fallback[end - 1], this.text[end - 1]);
        }
    }

    /** An empty text is in everything. */
    public boolean isIn(byte[] body) {
        int matched = 0;
        if (text.length == 0) return true;
        for (byte next : body) {
            matched = extended(matched, next);
            if (matched == text.length) return true;
        }
        return false;
    }

    private int extended(int matched, byte next) {
        int length = matched;
        while (length > 0 && text[length] != next) length = fallback[length];
        return text[length] == next ? length + 1 : 0;
    }
}
