package dev.sluice.broker.api.protection;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks or leaves out parts of a text. */
final class Hiding {
    private Hiding() {}

    /** @param mask null to leave them out */
    static String of(List<Span> spans, @Nullable Character mask, String text) {
        if (spans.isEmpty()) return text;
        var hidden = new BitSet(text.length());
        for (Span span : spans) hidden.set(span.from(), span.to());
        var left = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            if (!hidden.get(at)) left.appendCodePoint(text.codePointAt(at));
            else if (mask != null) left.append(mask.charValue());
        }
        return left.toString();
    }
}
